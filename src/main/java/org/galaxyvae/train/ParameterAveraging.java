package org.galaxyvae.train;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.TrainableVae;
import org.galaxyvae.vae.TrainingBatch;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * dl4j-spark's parameter averaging, one round a call: every partition of the round is one worker's minibatches.
 *
 * <p>One round a call, because a longer call cuts its data into rounds by filtering the whole of it once a round: an epoch
 * would cost rounds × data. Never repartitioned and never persisted: the caller makes equal partitions, and batches are lazy.
 */
final class ParameterAveraging {
    private final SparkComputationGraph network;
    private double learningRate;

    ParameterAveraging(
            JavaSparkContext spark,
            Architecture architecture,
            float[] parameters,
            int workers,
            int batchSize,
            int averagingFrequency,
            double learningRate) {
        this.learningRate = learningRate;
        ParameterAveragingTrainingMaster master = new ParameterAveragingTrainingMaster.Builder(workers, batchSize)
                .batchSizePerWorker(batchSize)
                .averagingFrequency(averagingFrequency)
                .workerPrefetchNumBatches(0)
                .saveUpdater(true)
                .repartionData(Repartition.Never)
                .storageLevel(null)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .build();
        ComputationGraph graph = TrainableVae.graph(architecture, parameters, learningRate);
        network = new SparkComputationGraph(spark, graph, master);
    }

    /**
     * Trains one round and averages.
     *
     * @param batches one partition a worker, equally many batches in each
     * @return the workers' mean loss over their last batches, nats per image
     */
    double round(JavaRDD<TrainingBatch> batches, double rate) {
        if (rate != learningRate) {
            TrainableVae.learningRate(network.getNetwork(), rate);
            learningRate = rate;
        }
        network.fitMultiDataSet(batches.map(batch -> (MultiDataSet) batch));
        return network.getScore();
    }

    /** The averaged parameters. */
    float[] parameters() {
        return TrainableVae.parameters(network.getNetwork());
    }
}
