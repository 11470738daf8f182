package org.galaxyvae.show.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.pixel.format.TestPictures;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.junit.jupiter.api.Test;

class SheetIT extends SparkTest {
    @Test
    void drawsWhatMeetsTheConditionAndRefusesWhatIsNone() throws Exception {
        Path images = Files.createDirectories(directory.resolve("images"));
        for (int i = 0; i < 12; i++) {
            Files.write(images.resolve("g" + i + ".jpg"), TestPictures.jpeg(i));
        }
        IngestStage.run(context("ingest.image_size=16"), IngestRequest.of(List.of(images.toString()), null));
        String out = directory.resolve("out").toString();

        SheetSummary all = SheetStage.run(context(), out, null, "", "", 60);
        assertThat(all.shown()).isEqualTo(12);
        int whole = ImageIO.read(Path.of(all.sheet()).toFile()).getHeight();
        SheetSummary some = SheetStage.run(context(), out, null, "object_id IN ('g1', 'g2') AND gini >= 0", "-line", 1);
        assertThat(some.shown()).isEqualTo(1);
        assertThat(some.matching()).isEqualTo(2);
        assertThat(ImageIO.read(Path.of(some.sheet()).toFile()).getHeight()).isLessThan(whole);

        assertThatThrownBy(() -> SheetStage.run(context(), out, null, "no_such_column = 1", "", 1))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid --where or --order")
                .hasMessageContaining("no_such_column");
        assertThatThrownBy(() -> SheetStage.run(context(), out, null, "gini > 2", "", 1))
                .hasMessage("Cannot draw a sheet: no uint8 tensor meets --where gini > 2");
        assertThatThrownBy(() -> SheetStage.run(context(), out, null, "", "", 0))
                .hasMessage("Invalid --limit 0, expected 1 to 1000");
    }
}
