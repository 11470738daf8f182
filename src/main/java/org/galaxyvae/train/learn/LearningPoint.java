package org.galaxyvae.train.learn;

import java.io.Serializable;
import java.time.Instant;

/**
 * One point of a learning curve.
 *
 * @param imagesPresented over all workers
 * @param learningRate in force then
 * @param klWeight in force then
 * @param trainingLoss of the last round, nats per image
 * @param imagesPerS presented a second since the point before, validation left out
 */
public record LearningPoint(
        long imagesPresented,
        double learningRate,
        double klWeight,
        double trainingLoss,
        Validation validation,
        double imagesPerS,
        Instant recordedAt)
        implements Serializable {}
