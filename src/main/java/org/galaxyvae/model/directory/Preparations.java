package org.galaxyvae.model.directory;

import java.util.Locale;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.pixel.format.Bands;
import org.galaxyvae.pixel.prepare.Crop;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.pixel.prepare.Stretch;

/** Preparations by the configuration's words. */
final class Preparations {
    private Preparations() {}

    static Preparation of(Settings.Ingest ingest) {
        boolean bytes = ingest.dtype().equals("uint8");
        boolean sum = ingest.fluxCells().equals("sum");
        Settings.Stretch stretch = ingest.stretch();
        return new Preparation(
                new Crop(ingest.cropFraction(), ingest.cropPixels(), ingest.cropRadii()),
                ingest.imageSize(),
                new Bands(ingest.bands(), ingest.bandWeights()),
                bytes ? Preparation.Depth.UINT8 : sum ? Preparation.Depth.FLOAT32_SUM : Preparation.Depth.FLOAT32_MEAN,
                new Stretch(
                        Stretch.Function.valueOf(stretch.function().toUpperCase(Locale.ROOT)),
                        Stretch.Range.valueOf(stretch.limits().toUpperCase(Locale.ROOT)),
                        stretch.black(),
                        stretch.white(),
                        stretch.lowPercent(),
                        stretch.highPercent(),
                        stretch.zscaleContrast(),
                        stretch.softening()),
                ingest.centralSourceOnly() ? ingest.sigmaClip() : 0);
    }
}
