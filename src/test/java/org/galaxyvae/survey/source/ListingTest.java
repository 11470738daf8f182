package org.galaxyvae.survey.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    @TempDir
    private Path folder;

    private List<String> names(String bandPattern, String... paths) throws IOException {
        return Listing.of(List.of(paths), new Configuration()).sources(bandPattern).stream()
                .map(file -> file.uri()
                        .substring(file.uri().indexOf(folder.toString())
                                + folder.toString().length()
                                + 1))
                .toList();
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Path path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[] {1, 2});
        }
    }

    @Test
    void listsWhatMayBeAnImageWhateverItsName() throws IOException {
        make("a.jpg", "sub/b", "sub/c.fits.gz", "sub/labels.csv.gz", "notes.txt", ".hidden/x.jpg", "_temporary/y.jpg");
        Listing listing = Listing.of(List.of(folder.toString()), new Configuration());
        assertThat(names("", folder.toString())).containsExactly("a.jpg", "sub/b", "sub/c.fits.gz");
        assertThat(listing.skipped()).isEqualTo(4);
        assertThat(names("", folder + "/notes.txt")).containsExactly("notes.txt");
        assertThat(names("", folder + "/sub/*", folder + "/a.jpg")).containsExactly("a.jpg", "sub/b", "sub/c.fits.gz");
    }

    @Test
    void joinsTheBandsOfOneObjectByTheirNames() throws IOException {
        make("s/stamp-g-1.5-2.fits", "s/stamp-r-1.5-2.fits", "s/stamp-i-1.5-2.fits", "s/stamp-g-7.fits", "s/other.jpg");
        String pattern = "stamp-(?<band>[ugriz])-";
        assertThat(names(pattern, folder.toString()))
                .containsExactly("s/other.jpg", "s/stamp-{g,i,r}-1.5-2.fits", "s/stamp-{g}-7.fits");
        SourceFile joined = Listing.of(List.of(folder.toString()), new Configuration())
                .sources(pattern)
                .get(1);
        assertThat(joined.bands()).containsExactly("g", "i", "r");
        assertThat(joined.parts().get(2)).endsWith("/s/stamp-r-1.5-2.fits");
        assertThat(joined.lengthBytes()).isEqualTo(6);
        assertThat(BandNames.path(joined.uri())).endsWith("/s/stamp-1.5-2.fits");
    }

    @Test
    void namesThePathThatIsMissing() {
        assertThatThrownBy(() -> Listing.of(List.of(folder + "/none"), new Configuration()))
                .hasMessage("Cannot read images " + folder + "/none: no such file or folder");
        assertThatThrownBy(() -> Listing.of(List.of(folder + "/*.jpg"), new Configuration()))
                .hasMessageContaining("*.jpg: no such file or folder");
    }

    @Test
    void stemsKeepWhatIsNoExtension() {
        assertThat(SourcePath.stem("a/587722.jpg")).isEqualTo("587722");
        assertThat(SourcePath.stem("a/frame.fits.bz2")).isEqualTo("frame");
        assertThat(SourcePath.stem("a/.hidden")).isEqualTo(".hidden");
        assertThat(SourcePath.tail("x/y/z.jpg")).isEqualTo("y/z.jpg");
        assertThat(SourcePath.tail("z.jpg")).isEqualTo("z.jpg");
    }
}
