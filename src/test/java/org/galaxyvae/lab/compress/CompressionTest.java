package org.galaxyvae.lab.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompressionTest {
    @Test
    void meansAreOverObjectsAndCodingsKeepTheirOrder() {
        List<Compression> rows = Compression.of(
                "m",
                List.of(
                        new Kept("a", "latent_int8", 8, true, 0.01, 20, 0.9),
                        new Kept("a", "jpeg_8", 300, false, 0.02, 17, 0.7),
                        new Kept("b", "latent_int8", 8, true, 0.03, 15, 0.7),
                        new Kept("b", "jpeg_8", 8, true, 0.04, 14, 0.5)),
                8,
                7,
                12288);
        assertThat(rows).extracting(Compression::coding).containsExactly("latent_int8", "jpeg_8");
        Compression latent = rows.get(0);
        assertThat(latent.numbers()).isEqualTo(8);
        assertThat(latent.ratio()).isEqualTo(1536);
        assertThat(latent.psnrDb()).isCloseTo(17.5, within(1e-12));
        assertThat(latent.fitShare()).isNull();
        Compression jpeg = rows.get(1);
        assertThat(jpeg.bytes()).isEqualTo(154);
        assertThat(jpeg.fitShare()).isEqualTo(0.5);
        assertThat(jpeg.numbers()).isNull();
        assertThat(CompressSummary.csv(rows).lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("m,jpeg_8,,154.0,79.8,"));
    }
}
