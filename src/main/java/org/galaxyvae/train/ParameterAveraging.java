package org.galaxyvae.train;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.api.worker.ExecuteWorkerMultiDataSetFlatMap;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.TrainableVae;
import org.galaxyvae.network.TrainingBatch;
import org.galaxyvae.network.TrainingState;
import org.galaxyvae.pixel.maths.LittleEndian;
import org.galaxyvae.train.learn.Learner;
import org.galaxyvae.train.learn.PackedImages;
import org.galaxyvae.train.learn.RoundBatches;
import org.galaxyvae.train.learn.Training;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * dl4j-spark's parameter averaging, one round a call: every partition of the round is one worker's minibatches.
 *
 * <p>One round a call, because a longer call cuts its data into rounds by filtering the whole of it once a round: an epoch
 * would cost rounds × data. Never repartitioned and never persisted: the caller makes equal partitions, and batches are lazy.
 */
final class ParameterAveraging implements Learner {
    private final JavaSparkContext spark;
    private final Broadcast<PackedImages> images;
    private final SparkComputationGraph network;
    private double learningRate;

    ParameterAveraging(
            JavaSparkContext spark,
            Architecture architecture,
            TrainingState state,
            PackedImages packed,
            int workers,
            Settings settings) {
        this(
                spark,
                TrainableVae.graph(
                        architecture,
                        state,
                        Training.gradientRules(settings),
                        settings.train().learningRate()),
                packed,
                workers,
                settings.train().batchSize(),
                settings.train().averagingFrequency(),
                settings.train().learningRate());
    }

    /** Averages any graph. */
    ParameterAveraging(
            JavaSparkContext spark,
            ComputationGraph graph,
            PackedImages packed,
            int workers,
            int batchSize,
            int averagingFrequency,
            double learningRate) {
        this.spark = spark;
        this.learningRate = learningRate;
        images = spark.broadcast(packed);
        network = new SparkComputationGraph(spark, graph, new Master(workers, batchSize, averagingFrequency));
    }

    @Override
    public double round(List<RoundBatches> batches, double rate) {
        Broadcast<PackedImages> packed = images;
        return round(
                spark.parallelize(batches, batches.size())
                        .mapPartitions(partition -> partition.next().batches(packed.value())),
                rate);
    }

    /** Trains one round on batches made elsewhere, one partition a worker, and averages. */
    double round(JavaRDD<TrainingBatch> batches, double rate) {
        if (rate != learningRate) {
            TrainableVae.learningRate(network.getNetwork(), rate);
            learningRate = rate;
        }
        network.fitMultiDataSet(batches.map(batch -> (MultiDataSet) batch));
        return network.getScore();
    }

    /** The averaged parameters and moments. */
    @Override
    public TrainingState state() {
        return TrainableVae.state(network.getNetwork());
    }

    @Override
    public void close() {
        images.destroy();
        network.getNetwork().close();
    }

    /**
     * dl4j-spark's master for rounds that are given one by one.
     *
     * <p>The original counts a round's batches in a job of their own, cuts them into splits, and writes every network value by
     * value: a second a round for two million parameters with Adam's moments, when ten minibatches take three. Here a round is
     * one job, and a network travels as Java arrays.
     */
    private static final class Master extends ParameterAveragingTrainingMaster {
        private final int batchSize;

        Master(int workers, int batchSize, int averagingFrequency) {
            super(new Builder(workers, batchSize)
                    .batchSizePerWorker(batchSize)
                    .averagingFrequency(averagingFrequency)
                    .workerPrefetchNumBatches(0)
                    .saveUpdater(true)
                    .repartionData(Repartition.Never)
                    .storageLevel(null)
                    .rddTrainingApproach(RDDTrainingApproach.Direct));
            this.batchSize = batchSize;
        }

        @Override
        public void executeTrainingMDS(SparkComputationGraph network, JavaRDD<MultiDataSet> batches) {
            ComputationGraph graph = network.getNetwork();
            Broadcast<NetBroadcastTuple> sent = network.getSparkContext().broadcast(new SentNetwork(graph));
            WorkerConfiguration configuration =
                    new WorkerConfiguration(true, batchSize, batchSize, averagingFrequency, prefetchNumBatches, false);
            int iterations = graph.getConfiguration().getIterationCount();
            Worker worker = new Worker(sent, configuration, iterations);
            Trained sum = batches.mapPartitions(new ExecuteWorkerMultiDataSetFlatMap<>(worker))
                    .map(Trained::of)
                    .treeReduce(Trained::plus, aggregationDepth);
            sent.destroy();
            TrainableVae.load(graph, sum.mean(iterations + averagingFrequency));
            network.setScore(sum.loss() / sum.workers());
        }
    }

    /**
     * dl4j-spark's worker, which goes on counting steps where the last round ended.
     *
     * <p>A copied configuration begins at 0, and Adam would take the first steps of every round, whose moments are long
     * built, for the first of all: it would divide their size by three to six.
     */
    private static final class Worker extends ParameterAveragingTrainingWorker {
        private static final long serialVersionUID = 1;

        private final int iterations;

        Worker(Broadcast<NetBroadcastTuple> network, WorkerConfiguration configuration, int iterations) {
            super(network, true, configuration, null, null, null);
            this.iterations = iterations;
        }

        @Override
        public ComputationGraph getInitialModelGraph() {
            ComputationGraph graph = super.getInitialModelGraph();
            graph.getConfiguration().setIterationCount(iterations);
            return graph;
        }
    }

    /** A network on its way to the workers; where it has to be written, it is as arrays. */
    private static final class SentNetwork extends NetBroadcastTuple {
        private static final long serialVersionUID = 1;

        SentNetwork(ComputationGraph graph) {
            this(graph.getConfiguration(), graph.params(), graph.getUpdater().getStateViewArray());
        }

        private SentNetwork(
                ComputationGraphConfiguration configuration,
                @Nullable INDArray parameters,
                @Nullable INDArray updaterState) {
            super(configuration, parameters, updaterState);
        }

        private Object writeReplace() {
            return new Written(
                    getGraphConfiguration(),
                    new Floats(TrainableVae.values(getParameters())),
                    getParameters().shape(),
                    new Floats(TrainableVae.values(getUpdaterState())),
                    getUpdaterState() == null ? new long[0] : getUpdaterState().shape());
        }

        /** Shapes go along: DL4J expects a vector of one dimension here and a matrix of one row there. */
        private record Written(
                ComputationGraphConfiguration configuration,
                Floats parameters,
                long[] parametersShape,
                Floats updaterState,
                long[] updaterStateShape)
                implements Serializable {
            private Object readResolve() {
                return new SentNetwork(
                        configuration,
                        TrainableVae.array(parameters.values(), parametersShape),
                        TrainableVae.array(updaterState.values(), updaterStateShape));
            }
        }
    }

    /** What workers made of the network: sums of parameters, moments and losses. */
    private record Trained(Floats parameters, Floats updaterState, double loss, int workers) implements Serializable {
        static Trained of(ParameterAveragingTrainingResult result) {
            return new Trained(
                    new Floats(TrainableVae.values(result.getParameters())),
                    new Floats(TrainableVae.values(result.getUpdaterState())),
                    result.getScore(),
                    1);
        }

        /** Adds the other to this one, which nobody else holds. */
        Trained plus(Trained other) {
            return new Trained(
                    parameters.add(other.parameters),
                    updaterState.add(other.updaterState),
                    loss + other.loss,
                    workers + other.workers);
        }

        TrainingState mean(int iterations) {
            return new TrainingState(parameters.share(workers), updaterState.share(workers), iterations);
        }
    }

    /** Floats that are written in one piece; Java writes an array value by value. */
    private static final class Floats implements Serializable {
        private static final long serialVersionUID = 1;

        private transient float[] values;

        Floats(float[] values) {
            this.values = values;
        }

        float[] values() {
            return values;
        }

        /** Adds the other's values to these. */
        Floats add(Floats other) {
            for (int i = 0; i < values.length; i++) {
                values[i] += other.values[i];
            }
            return this;
        }

        /** These values, divided. */
        float[] share(int parts) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= parts;
            }
            return values;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(values.length);
            out.write(LittleEndian.bytesOf(values));
        }

        private void readObject(ObjectInputStream in) throws IOException {
            byte[] bytes = new byte[Float.BYTES * in.readInt()];
            in.readFully(bytes);
            values = LittleEndian.floatsOf(bytes);
        }
    }
}
