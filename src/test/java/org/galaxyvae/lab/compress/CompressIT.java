package org.galaxyvae.lab.compress;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.BlobSurvey;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.junit.jupiter.api.Test;

/** Forty small images, half of them held out, kept in few bytes. */
class CompressIT extends BlobSurvey {
    @Test
    void measuresEveryCodingOnHeldOutObjects() throws Exception {
        writeDivided(3);
        CompressSummary summary = CompressStage.run(
                context(),
                new CompressRequest(List.of(), 1000, directory.resolve("out").toString()));
        Map<String, Compression> rows =
                summary.rows().stream().collect(Collectors.toMap(Compression::coding, row -> row));
        Compression latent = row(rows, "latent_float32");
        int numbers = Objects.requireNonNull(latent.numbers());
        assertThat(latent.bytes()).isEqualTo(4.0 * numbers);
        assertThat(row(rows, "latent_float16").bytes()).isEqualTo(2.0 * numbers);
        assertThat(row(rows, "latent_int8").bytes()).isEqualTo(numbers);
        assertThat(row(rows, "latent_float16").mse()).isLessThan(1.01 * latent.mse());
        assertThat(row(rows, "latent_int8").psnrDb()).isBetween(latent.psnrDb() - 1.5, latent.psnrDb() + 0.5);
        assertThat(row(rows, "pca_float32").mse())
                .isLessThan(row(rows, "pca_int8").mse() + 1e-9);
        assertThat(rows).containsKeys("jpeg_" + 4 * numbers, "jpeg_shared_tables_" + numbers, "jpeg_equal_psnr");
        assertThat(row(rows, "jpeg_shared_tables_" + numbers).bytes())
                .isLessThan(row(rows, "jpeg_" + numbers).bytes());
        Compression equal = row(rows, "jpeg_equal_psnr");
        assertThat(equal.psnrDb()).isGreaterThan(latent.psnrDb() - 2 * (1 - Objects.requireNonNull(equal.fitShare())));
        assertThat(equal.bytes()).isGreaterThan(latent.bytes());
        assertThat(summary.rows()).allSatisfy(row -> {
            assertThat(row.objects()).isEqualTo(OBJECTS / 2);
            assertThat(row.ssim()).isBetween(-1.0, 1.0);
        });
        assertThat(tables.read(Specs.COMPRESSIONS).count())
                .isEqualTo(summary.rows().size());
        assertThat(Files.readAllLines(Path.of(String.valueOf(summary.csv()))))
                .hasSize(1 + summary.rows().size());
        assertThat(summary.lines()).anyMatch(line -> line.contains("latent_int8"));
    }

    @Test
    void isTheSameFromAnyPartitionsAndASmallerSampleIsOneOfThese() throws Exception {
        writeDivided(1);
        List<Compression> one = CompressStage.run(context(), new CompressRequest(List.of(MODEL), 12, null))
                .rows();
        assertThat(one.get(0).objects()).isEqualTo(12);
        writeDivided(7);
        assertThat(CompressStage.run(context(), new CompressRequest(List.of(MODEL), 12, null))
                        .rows())
                .isEqualTo(one);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        writeDivided(1);
        assertThatThrownBy(() -> CompressStage.run(context(), new CompressRequest(List.of("x"), 12, null)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Invalid --model x");
        assertThatThrownBy(() -> new CompressRequest(List.of(), 9, null))
                .hasMessage("Invalid --objects 9, expected 10 to 20000");
        tables.delete(Specs.TENSORS, "split = 'test'");
        assertThatThrownBy(() -> CompressStage.run(context(), new CompressRequest(List.of(), 12, null)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no object in the test split");
        assertThat(tables.exists(Specs.COMPRESSIONS)).isFalse();
    }

    /** Every second object is held out. */
    private void writeDivided(int partitions) throws Exception {
        if (!tables.exists(Specs.MODELS)) {
            writeSurvey();
        }
        String preparation =
                ModelDirectory.read(workspace.files(), home()).preparation().id();
        tables.update(
                Specs.MODELS,
                spark.sql("SELECT '" + MODEL + "' AS model_id, '" + preparation + "' AS preparation_id"),
                List.of("preparation_id"));
        List<Row> rows = spark.createDataFrame(tensors(), Specs.TENSORS.schema())
                .withColumn("preparation_id", lit(preparation))
                .withColumn(
                        "split",
                        functions
                                .when(col("object_id").rlike("[02468]$"), "test")
                                .otherwise("train"))
                .collectAsList();
        tables.overwrite(
                Specs.TENSORS,
                spark.createDataFrame(rows, Specs.TENSORS.schema()).repartition(partitions),
                lit(true));
    }

    private static Compression row(Map<String, Compression> rows, String coding) {
        return Objects.requireNonNull(rows.get(coding), coding);
    }
}
