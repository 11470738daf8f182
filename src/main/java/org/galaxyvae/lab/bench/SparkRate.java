package org.galaxyvae.lab.bench;

/**
 * The pipeline's speed with so many workers, as its stages measure themselves.
 *
 * @param trainImages presented
 * @param trainImagesPerS of the training loop, averaging included, validation and fitting left out
 * @param trainShareOfNet of the same layout net only
 * @param scoredImages the whole survey
 * @param scoreImagesPerS reading, all evidences and writing of the staged rows included, ranking and publishing left out
 * @param scoreShareOfNet of the same layout net only
 */
public record SparkRate(
        int workers,
        long trainImages,
        double trainImagesPerS,
        double trainShareOfNet,
        long scoredImages,
        double scoreImagesPerS,
        double scoreShareOfNet) {}
