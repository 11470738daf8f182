package org.galaxyvae.lab.bench;

/**
 * The network's speed with so many workers, net only.
 *
 * @param trainImagesPerS all workers together
 * @param trainGflops by {@link Arithmetic}
 * @param trainShareOfPeak of the machine's GEMM peak
 */
public record LayoutRate(
        int workers,
        double trainImagesPerS,
        double trainGflops,
        double trainShareOfPeak,
        double scoreImagesPerS,
        double scoreGflops,
        double scoreShareOfPeak) {}
