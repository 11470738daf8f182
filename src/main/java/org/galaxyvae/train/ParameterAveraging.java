package org.galaxyvae.train;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.galaxyvae.config.Settings;
import org.galaxyvae.learn.Learner;
import org.galaxyvae.learn.PackedImages;
import org.galaxyvae.learn.RoundBatches;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.TrainableVae;
import org.galaxyvae.vae.TrainingBatch;
import org.galaxyvae.vae.TrainingState;
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
            Settings.Train settings) {
        this.spark = spark;
        images = spark.broadcast(packed);
        learningRate = settings.learningRate();
        int batchSize = settings.batchSize();
        ParameterAveragingTrainingMaster master = new ParameterAveragingTrainingMaster.Builder(workers, batchSize)
                .batchSizePerWorker(batchSize)
                .averagingFrequency(settings.averagingFrequency())
                .workerPrefetchNumBatches(0)
                .saveUpdater(true)
                .repartionData(Repartition.Never)
                .storageLevel(null)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .build();
        ComputationGraph graph = TrainableVae.graph(architecture, state, learningRate);
        network = new SparkComputationGraph(spark, graph, master);
    }

    @Override
    public double round(List<RoundBatches> batches, double rate) {
        if (rate != learningRate) {
            TrainableVae.learningRate(network.getNetwork(), rate);
            learningRate = rate;
        }
        Broadcast<PackedImages> packed = images;
        JavaRDD<TrainingBatch> round = spark.parallelize(batches, batches.size())
                .mapPartitions(partition -> partition.next().batches(packed.value()));
        network.fitMultiDataSet(round.map(batch -> (MultiDataSet) batch));
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
}
