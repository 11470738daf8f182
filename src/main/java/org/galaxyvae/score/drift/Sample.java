package org.galaxyvae.score.drift;

import static org.galaxyvae.base.row.ColumnNames.FLAGS;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of some objects, in the driver.
 *
 * @param objects [object][quantity], the latents last; NaN for a null
 */
record Sample(List<double[]> objects) {
    /** Of {@code quality} beside its flags: how much, not only how many are beyond a threshold. */
    private static final List<String> QUALITY = List.of(
            "contrast",
            "invalid_share",
            "saturated_share",
            "white_share",
            "dark_half",
            "blank_edge",
            "center_offset",
            "sources",
            "weakest_band",
            "colorfulness",
            "graphics",
            "line",
            "hot_pixels",
            "colored_pixels");

    static final List<Quantity> EVIDENCES = Arrays.stream(Evidence.values())
            .map(evidence -> new Quantity(evidence.column(), Kind.EVIDENCE))
            .toList();

    /** All but the latents, whose number depends on the model. */
    static final List<Quantity> MEASURED = measured();

    private static List<Quantity> measured() {
        List<Quantity> all = new java.util.ArrayList<>();
        all.add(new Quantity("log_flux", Kind.BRIGHTNESS));
        all.add(new Quantity("log_half_light_radius", Kind.SIZE));
        for (QualityFlag flag : QualityFlag.values()) {
            all.add(new Quantity(flagColumn(flag), Kind.QUALITY));
        }
        QUALITY.forEach(column -> all.add(new Quantity(column, Kind.QUALITY)));
        all.addAll(EVIDENCES);
        return List.copyOf(all);
    }

    private static String flagColumn(QualityFlag flag) {
        return "flag_" + flag.label();
    }

    /** Rows of {@code quality} with a column of 0 and 1 for each flag, as {@link #MEASURED} names them. */
    static Dataset<Row> withFlags(Dataset<Row> quality) {
        Dataset<Row> rows = quality;
        for (QualityFlag flag : QualityFlag.values()) {
            rows = rows.withColumn(
                    flagColumn(flag),
                    functions.col(FLAGS).bitwiseAND(flag.bit()).notEqual(0).cast("double"));
        }
        return rows;
    }

    /**
     * Collects columns, one array an object.
     *
     * @param latents a column of type {@code array<float>} behind them, or null for none
     */
    static Sample collect(Dataset<Row> rows, List<Quantity> quantities, @Nullable String latents) {
        Column[] columns = new Column[quantities.size() + (latents == null ? 0 : 1)];
        for (int i = 0; i < quantities.size(); i++) {
            columns[i] = functions.col(quantities.get(i).name()).cast("double");
        }
        if (latents != null) {
            columns[quantities.size()] = functions.col(latents);
        }
        int numbers = quantities.size();
        return new Sample(
                rows.select(columns).javaRDD().map(row -> numbers(row, numbers)).collect());
    }

    private static double[] numbers(Row row, int numbers) {
        List<Float> latents = row.size() > numbers && !row.isNullAt(numbers) ? row.getList(numbers) : List.of();
        double[] values = new double[numbers + latents.size()];
        for (int i = 0; i < numbers; i++) {
            values[i] = row.isNullAt(i) ? Double.NaN : row.getDouble(i);
        }
        int at = numbers;
        for (float latent : latents) {
            values[at++] = latent;
        }
        return values;
    }

    /** Numbers of an object; latents are those behind {@code quantities}. */
    int width() {
        return objects.stream().mapToInt(one -> one.length).max().orElse(0);
    }

    /** One quantity of all objects; NaN where an object has none. */
    double[] column(int quantity) {
        return objects.stream()
                .mapToDouble(one -> quantity < one.length ? one[quantity] : Double.NaN)
                .toArray();
    }

    /** The quantities with one for each latent behind them, up to {@code width} in all. */
    static List<Quantity> withLatents(List<Quantity> quantities, int width) {
        return java.util.stream.Stream.concat(
                        quantities.stream(),
                        IntStream.range(0, Math.max(0, width - quantities.size()))
                                .mapToObj(i -> new Quantity("z[" + i + "]", Kind.LATENT)))
                .toList();
    }
}
