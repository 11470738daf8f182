package org.galaxyvae.simulate;

/**
 * What a simulation wrote.
 *
 * @param written number of cutouts
 * @param anomalies how many of them carry a planted anomaly
 * @param imagesPerSecond cutouts over the wall time of the whole stage
 * @param images the directory of the cutouts
 * @param catalog the file of their true parameters
 */
public record SimulationSummary(long written, long anomalies, double imagesPerSecond, String images, String catalog) {}
