package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CutoutSimulatorTest {
    private static final int SIZE = 128;

    @Test
    void sameSeedAndIndexGiveTheSameBytes() throws IOException {
        try (CutoutSimulator first = simulator(1, false);
                CutoutSimulator second = simulator(500, false)) {
            second.cutout(8);
            Cutout a = first.cutout(3);
            Cutout b = second.cutout(3);
            assertThat(a.row()).isEqualTo(b.row());
            assertThat(a.jpeg()).isEqualTo(b.jpeg());
            assertThat(a.jpeg()).isNotEqualTo(second.cutout(4).jpeg());
        }
    }

    @Test
    void scalesTheCutoutByThePetrosianRadius() throws IOException {
        try (CutoutSimulator simulator = simulator(1, false)) {
            CatalogRow row = simulator.cutout(0).row();
            assertThat(row.pixelScaleArcsec() * SIZE).isCloseTo(8.48 * row.petroRadiusArcsec(), within(1e-9));
        }
    }

    @Test
    void keepsTheCameraScaleWhereItIsFixed() throws IOException {
        try (CutoutSimulator simulator = simulator(1, true)) {
            Cutout cutout = simulator.cutout(0);
            assertThat(cutout.row().pixelScaleArcsec()).isEqualTo(0.396);
            assertThat(decoded(cutout).getWidth()).isEqualTo(SIZE);
        }
    }

    @Test
    void showsABrightGalaxyOnADarkSky() throws IOException {
        try (CutoutSimulator simulator = simulator(1, false)) {
            for (int index = 0; index < 12; index++) {
                BufferedImage image = decoded(simulator.cutout(index, AnomalyKind.NONE));
                assertThat(green(image, SIZE / 2, SIZE / 2)).isGreaterThan(60);
                int corners = green(image, 2, 2)
                        + green(image, SIZE - 3, 2)
                        + green(image, 2, SIZE - 3)
                        + green(image, SIZE - 3, SIZE - 3);
                assertThat(corners / 4).isLessThan(60);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = AnomalyKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfAnomalyChangesThePicture(AnomalyKind kind) throws IOException {
        try (CutoutSimulator simulator = simulator(1, false)) {
            Cutout odd = simulator.cutout(21, kind);
            BufferedImage a = decoded(odd);
            BufferedImage b = decoded(simulator.cutout(21, AnomalyKind.NONE));
            int changed = 0;
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    int difference = a.getRGB(x, y) ^ b.getRGB(x, y);
                    changed += (difference & 0xFCFCFC) == 0 ? 0 : 1;
                }
            }
            assertThat(odd.row().anomaly()).isEqualTo(kind);
            assertThat(changed).isGreaterThan(SIZE * SIZE / 200);
        }
    }

    @Test
    void listsTheTruthInTheOrderOfTheHeader() throws IOException {
        try (CutoutSimulator simulator = simulator(1, false)) {
            CatalogRow row = simulator.cutout(2, AnomalyKind.LENS_ARC).row();
            String[] header = CatalogRow.HEADER.split(",", -1);
            String[] line = row.line().split(",", -1);
            assertThat(line).hasSameSizeAs(header);
            assertThat(header).startsWith("object_id", "file").endsWith("anomaly", "is_anomaly");
            assertThat(line)
                    .startsWith(row.objectId(), "images/" + row.objectId() + ".jpg")
                    .endsWith("lens_arc", "true");
            assertThat(line[6]).isEqualTo("elliptical");
        }
    }

    private static CutoutSimulator simulator(int count, boolean fixedScale) {
        return new CutoutSimulator(new SimulationOptions(count, "out", SIZE, fixedScale, 42, 0.02));
    }

    private static BufferedImage decoded(Cutout cutout) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(cutout.jpeg()));
    }

    private static int green(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 8 & 0xFF;
    }
}
