package org.galaxyvae.survey.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.galaxyvae.pixel.format.TestPictures;
import org.junit.jupiter.api.Test;

/** Images that are rows: HDF5 as Galaxy10 lays it out, Parquet as data sets are shared. */
class TableImagesTest extends SourceFixture {
    private Path hdf5(int images, boolean bytes) {
        Path path = folder.resolve("Galaxy10.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            if (bytes) {
                byte[][][][] pixels = new byte[images][20][24][3];
                for (int i = 0; i < images; i++) {
                    pixels[i][1][2][0] = (byte) (200 + i);
                }
                file.putDataset("images", pixels);
            } else {
                float[][][] pixels = new float[images][20][24];
                pixels[0][1][2] = 7.5f;
                file.putDataset("images", pixels);
            }
            file.putDataset("ans", new int[images]);
            double[] ra = new double[images];
            Arrays.setAll(ra, i -> 10 + i);
            file.putDataset("ra", ra);
            file.putDataset("dec", new double[images]);
        }
        return path;
    }

    @Test
    void readsEveryImageOfAnHdf5FileWithItsPosition() throws Exception {
        SourceFile file = file(hdf5(5, true));
        assertThat(whole(file))
                .hasSize(5)
                .startsWith("Galaxy10.h5#0 24x20 red,green,blue")
                .endsWith("Galaxy10.h5#4 24x20 red,green,blue");
        Images images = reader.images(new SourceRange(file, 3, 5), null);
        SourceImage image = images.next();
        images.close();
        assertThat(image.path()).isEqualTo("Galaxy10_3.h5");
        assertThat(image.raDeg()).isEqualTo(13);
        assertThat(image.givenId()).isNull();
        float[] row = new float[24 * 3];
        image.content()
                .open()
                .get(0)
                .frame()
                .region(new java.awt.Rectangle(24, 20))
                .row(1, row);
        assertThat(row[6]).isEqualTo(203);
    }

    @Test
    void fillsBuffersLargerThanAnyBlock() throws IOException {
        byte[] bytes = new byte[300_000];
        new java.util.Random(1).nextBytes(bytes);
        SourceFile file = file("large", bytes);
        var path = new org.apache.hadoop.fs.Path(file.uri());
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(200_000);
        try (HadoopChannel channel =
                new HadoopChannel(path.getFileSystem(new Configuration()).open(path), file.lengthBytes())) {
            assertThat(channel.position(50_000).read(buffer)).isEqualTo(200_000);
            assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(bytes, 50_000, 250_000));
            buffer.clear();
            assertThat(channel.read(buffer)).isEqualTo(50_000);
            buffer.clear();
            assertThat(channel.read(buffer)).isEqualTo(-1);
        }
    }

    @Test
    void readsFloatsAsFlux() throws Exception {
        Images images = reader.images(SourceRange.whole(file(hdf5(2, false))), null);
        var frame = images.next().content().open().get(0).frame();
        images.close();
        assertThat(frame.flux()).isTrue();
        assertThat(frame.bands()).containsExactly("gray");
        float[] row = new float[24];
        frame.region(new java.awt.Rectangle(24, 20)).row(1, row);
        assertThat(row[2]).isEqualTo(7.5f);
    }

    @Test
    void saysWhatAnHdf5FileWithoutImagesHas() throws IOException {
        Path path = folder.resolve("x.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putDataset("spectra", new double[3][4]);
        }
        assertThat(whole(file(path))).containsExactly("x.h5 unsupported_type");
        byte[] bytes = Files.readAllBytes(hdf5(5, true));
        assertThat(whole(file("cut.h5", Arrays.copyOf(bytes, 100)))).containsExactly("cut.h5 unreadable");
    }

    private Path parquet(String schema, int rows, Filling filling) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Path path = folder.resolve("train.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(path.toUri()))
                .withConf(new Configuration())
                .withType(type)
                .withRowGroupSize(20_000L)
                .withMinRowCountForPageSizeCheck(1)
                .build()) {
            for (int row = 0; row < rows; row++) {
                Group group = new SimpleGroupFactory(type).newGroup();
                filling.fill(group, row);
                writer.write(group);
            }
        }
        return path;
    }

    private interface Filling {
        void fill(Group group, int row);
    }

    private Path hubLayout(int rows) throws IOException {
        return parquet(
                "message m { optional group image { optional binary bytes; optional binary path (STRING); }"
                        + " optional int64 label; }",
                rows,
                (group, row) -> {
                    Group image = group.addGroup("image");
                    image.add("bytes", Binary.fromConstantByteArray(TestPictures.jpeg(row)));
                    if (row != 1) {
                        image.add("path", "data/g" + row + ".jpg");
                    }
                    group.add("label", (long) row);
                });
    }

    @Test
    void readsAColumnOfBytesAndPath() throws IOException {
        SourceFile file = file(hubLayout(40));
        assertThat(whole(file)).hasSize(40).startsWith("train.parquet#0 80x64 red,green,blue");
        List<String> paths = new ArrayList<>();
        reader.images(SourceRange.whole(file), null).forEachRemaining(image -> paths.add(image.path()));
        assertThat(paths).startsWith("data/g0.jpg", "train_1.parquet", "data/g2.jpg");
    }

    @Test
    void readsRowGroupsApart() throws IOException {
        SourceFile file = file(hubLayout(40));
        List<String> apart = new ArrayList<>();
        int groups = 0;
        for (; groups < 100; groups++) {
            List<String> some = read(new SourceRange(file, groups, groups + 1));
            if (some.isEmpty()) {
                break;
            }
            apart.addAll(some);
        }
        assertThat(groups).isGreaterThan(1);
        assertThat(apart).isEqualTo(whole(file));
    }

    @Test
    void readsBinaryImagesWithTheirIdsAndPositions() throws IOException {
        Path path = parquet(
                "message m { required int64 object_id; required binary jpeg; required double ra; required double dec; }",
                3,
                (group, row) -> {
                    group.add("object_id", 587722952767439450L + row);
                    group.add("jpeg", Binary.fromConstantByteArray(row == 1 ? new byte[0] : TestPictures.jpeg(row)));
                    group.add("ra", 1.5);
                    group.add("dec", -2.5);
                });
        assertThat(whole(file(path)))
                .containsExactly(
                        "train.parquet#0 80x64 red,green,blue",
                        "train.parquet#1 empty",
                        "train.parquet#2 80x64 red,green,blue");
        Images images = reader.images(SourceRange.whole(file(path)), null);
        SourceImage first = images.next();
        images.close();
        assertThat(first.givenId()).isEqualTo("587722952767439450");
        assertThat(first.decDeg()).isEqualTo(-2.5);
    }

    @Test
    void saysWhatAParquetFileWithoutImagesHas() throws IOException {
        Path path = parquet(
                "message m { required int64 a; required binary b (STRING); }",
                1,
                (group, row) -> group.append("a", 1L).append("b", "x"));
        assertThat(whole(file(path))).containsExactly("train.parquet unsupported_type");
        byte[] bytes = Files.readAllBytes(path);
        assertThat(whole(file("cut.parquet", Arrays.copyOf(bytes, bytes.length - 9))))
                .containsExactly("cut.parquet unreadable");
    }
}
