package org.galaxyvae.model.neighbor;

import java.util.List;
import org.apache.spark.sql.Row;

/** Latent vectors out of rows. */
public final class Latents {
    private Latents() {}

    /** A column of type {@code array<float>}, not null. */
    public static float[] floats(Row row, int column) {
        List<Float> values = row.getList(column);
        float[] floats = new float[values.size()];
        int i = 0;
        for (float value : values) {
            floats[i++] = value;
        }
        return floats;
    }
}
