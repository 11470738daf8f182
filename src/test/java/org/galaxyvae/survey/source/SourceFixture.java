package org.galaxyvae.survey.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.junit.jupiter.api.io.TempDir;

/** Sources in a folder of the test's own, and what is read of them as lines. */
abstract class SourceFixture {
    static final SourceOptions OPTIONS = new SourceOptions(1, "object_id", "ra", "dec", "", false);

    @TempDir
    Path folder;

    final SourceReader reader = new SourceReader(new Configuration(), OPTIONS);

    SourceFile file(String name, byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve(name), bytes);
        return file(path);
    }

    static SourceFile file(Path path) throws IOException {
        return SourceFile.of(path.toUri().toString(), Files.size(path), 0);
    }

    /** Each image as {@code name width x height bands} or {@code name reason}; names without the folder. */
    List<String> read(SourceRange range) {
        return read(reader, range);
    }

    List<String> read(SourceReader reader, SourceRange range) {
        List<String> lines = new ArrayList<>();
        Images images = reader.images(range, null);
        while (images.hasNext()) {
            SourceImage image = images.next();
            String name = image.uri()
                    .substring(image.uri().indexOf(folder.getFileName().toString()));
            name = name.substring(name.indexOf('/') + 1);
            try {
                for (SourceImage.Part part : image.content().open()) {
                    Frame frame = part.frame();
                    lines.add(name + part.suffix() + " " + frame.width() + "x" + frame.height() + " "
                            + String.join(",", frame.bands()));
                }
            } catch (RejectedImageException e) {
                lines.add(name + " " + e.reason().label());
            }
        }
        return lines;
    }

    List<String> whole(SourceFile file) {
        return read(SourceRange.whole(file));
    }
}
