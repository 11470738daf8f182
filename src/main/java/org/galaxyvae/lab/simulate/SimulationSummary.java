package org.galaxyvae.lab.simulate;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;

/**
 * What a simulation wrote.
 *
 * @param written number of cutouts
 * @param anomalies how many of them carry a planted anomaly
 * @param imagesPerS cutouts over the wall time of the whole stage
 * @param images the directory of the cutouts
 * @param catalog the file of their true parameters
 */
record SimulationSummary(long written, long anomalies, double imagesPerS, String images, String catalog)
        implements Summary {
    @Override
    public List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "simulated %,d galaxies with %,d planted anomalies, %.0f images/s",
                        written,
                        anomalies,
                        imagesPerS),
                "images in " + images,
                "catalog " + catalog);
    }
}
