package org.galaxyvae.survey.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.galaxyvae.pixel.format.TestPictures;
import org.junit.jupiter.api.Test;

class ArchiveImagesTest extends SourceFixture {
    private static Map<String, byte[]> members() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("images/", new byte[0]);
        members.put("images/1.jpg", TestPictures.jpeg(1));
        members.put("images/.DS_Store", new byte[10]);
        members.put("__MACOSX/images/1.jpg", new byte[10]);
        members.put("images/labels.csv", new byte[10]);
        members.put("../../2.jpg", TestPictures.jpeg(2));
        members.put("images/text.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
        members.put("/abs/3", TestPictures.jpeg(3));
        members.put("empty.png", new byte[0]);
        return members;
    }

    private static final List<String> READ = List.of(
            "a!/images/1.jpg 80x64 red,green,blue",
            "a!/../../2.jpg 80x64 red,green,blue",
            "a!/images/text.jpg unsupported_type",
            "a!//abs/3 80x64 red,green,blue",
            "a!/empty.png empty");

    private static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                put(zip, member.getKey(), member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    private static byte[] tar(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
            TarArchiveEntry link = new TarArchiveEntry("link.jpg", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private interface Packing {
        OutputStream over(OutputStream bytes) throws IOException;
    }

    private static byte[] packed(byte[] bytes, Packing packing) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream stream = packing.over(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void readsZipAndTarAlikeWhateverTheyAreCalled() throws IOException {
        byte[] tar = tar(members());
        assertThat(whole(file("a", zip(members())))).isEqualTo(READ);
        assertThat(whole(file("a", tar))).isEqualTo(READ);
        assertThat(whole(file("a", packed(tar, GZIPOutputStream::new)))).isEqualTo(READ);
        assertThat(whole(file("a", packed(tar, BZip2CompressorOutputStream::new))))
                .isEqualTo(READ);
    }

    @Test
    void namesMembersOfOneNameApart() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            put(zip, "x.jpg", TestPictures.jpeg(1));
            put(zip, "x.jpg", TestPictures.jpeg(2));
        }
        assertThat(whole(file("a", bytes.toByteArray())))
                .containsExactly("a!/x.jpg 80x64 red,green,blue", "a!/x.jpg#2 80x64 red,green,blue");
    }

    @Test
    void dividesAnArchiveWithoutLosingOrRepeatingAMember() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        byte[] large = Arrays.copyOf(TestPictures.jpeg(1), 600_000); // bytes behind the picture's end do no harm
        new java.util.Random(5).nextBytes(large);
        System.arraycopy(TestPictures.jpeg(1), 0, large, 0, TestPictures.jpeg(1).length);
        for (int i = 0; i < 10; i++) {
            members.put("folder" + i + "/", new byte[0]);
            members.put("folder" + i + "/" + i + ".jpg", large);
            members.put("folder" + i + "/notes.txt", new byte[1]);
        }
        for (byte[] archive : List.of(zip(members), tar(members))) {
            SourceFile file = file("a", archive);
            SourceReader.Extent extent = reader.divide(file, 3);
            assertThat(extent.ranges()).hasSizeGreaterThan(5);
            List<String> apart = new ArrayList<>();
            extent.ranges().forEach(range -> apart.addAll(read(range)));
            assertThat(apart).hasSize(10).isEqualTo(whole(file));
        }
    }

    @Test
    void neverUnpacksMoreThanAPictureCanNeed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.putArchiveEntry(new ZipArchiveEntry("bomb.png"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 400; i++) {
                zip.write(zeros);
            }
            zip.closeArchiveEntry();
            put(zip, "good.jpg", TestPictures.jpeg(1));
        }
        assertThat(bytes.size()).isLessThan(1 << 20);
        assertThat(whole(file("a", bytes.toByteArray())))
                .containsExactly("a!/bomb.png too_large", "a!/good.jpg 80x64 red,green,blue");
    }

    @Test
    void givesWhatIsBeforeTheBreak() throws IOException {
        byte[] zip = zip(members());
        byte[] tar = tar(members());
        assertThat(whole(file("a", Arrays.copyOf(zip, zip.length - 30)))).containsExactly("a truncated");
        List<String> half = whole(file("a", Arrays.copyOf(tar, 3000)));
        assertThat(half.get(half.size() - 1)).isEqualTo("a truncated");
        byte[] packed = packed(tar, GZIPOutputStream::new);
        List<String> cut = whole(file("a", Arrays.copyOf(packed, packed.length - 300)));
        assertThat(cut.get(0)).isEqualTo(READ.get(0));
        assertThat(cut.get(cut.size() - 1)).isEqualTo("a truncated");
    }

    @Test
    void anArchiveInAnArchiveIsNoImage() throws IOException {
        assertThat(whole(file("a", zip(Map.of("inner.zip", zip(members()))))))
                .containsExactly("a!/inner.zip unsupported_type");
    }
}
