package org.galaxyvae.train;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.maths.UnitLevels;

/** A few validation images beside what the network and the principal components make of them. */
final class ReconstructionGrid {
    /** Objects shown, one a row. */
    static final int OBJECTS = 12;

    private static final int GAIN = 4;
    private static final int TILE_PIXELS = 128;

    private ReconstructionGrid() {}

    /**
     * Draws them: image, network, principal components, absolute residual of the network × 4.
     *
     * @param objects object_id, pixels
     * @return a PNG
     */
    static byte[] png(Architecture architecture, float[] parameters, Baselines baselines, List<Row> objects) {
        List<byte[]> images =
                objects.stream().map(row -> row.<byte[]>getAs(PIXELS)).toList();
        List<float[]> linear = baselines.shown(images);
        int length = architecture.imageLength();
        float[] pixels = UnitLevels.of(images, length);
        List<ContactSheet.Cell> cells = new ArrayList<>();
        try (TrainedVae vae = TrainedVae.open(architecture, parameters, images.size())) {
            float[] decoded = vae.decode(vae.encode(pixels, images.size()).mean());
            for (int i = 0; i < images.size(); i++) {
                byte[] image = images.get(i);
                byte[] reconstruction = levels(decoded, i * length, length);
                byte[] residual = new byte[length];
                double mse = 0;
                for (int p = 0; p < length; p++) {
                    int difference = Math.abs((image[p] & 0xFF) - (reconstruction[p] & 0xFF));
                    residual[p] = (byte) Math.min(255, GAIN * difference);
                    mse += Math.pow(decoded[i * length + p] - (double) pixels[i * length + p], 2) / length;
                }
                cells.add(new ContactSheet.Cell(
                        List.of(
                                picture(architecture, image),
                                picture(architecture, reconstruction),
                                picture(architecture, levels(linear.get(i), 0, length)),
                                picture(architecture, residual)),
                        List.of(
                                objects.get(i).getAs(OBJECT_ID),
                                String.format(
                                        Locale.ROOT,
                                        "image, network (mse %.1e), %d principal components, |image - network| x %d",
                                        mse,
                                        baselines.shownCount(),
                                        GAIN))));
            }
        }
        return new ContactSheet(1, TILE_PIXELS).png(cells);
    }

    private static Picture picture(Architecture architecture, byte[] pixels) {
        return new Picture(architecture.size(), architecture.size(), pixels);
    }

    private static byte[] levels(float[] values, int from, int length) {
        return UnitLevels.bytesOf(Arrays.copyOfRange(values, from, from + length));
    }
}
