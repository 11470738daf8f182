package org.galaxyvae.survey.crossmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.survey.catalog.KnownList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossmatchRequestTest {
    @ParameterizedTest
    @CsvSource({"2arcsec,2", "0.5arcmin,30", "1deg,3600", "' 2.5 arcsec ',2.5", ".5arcsec,0.5", "1e-3deg,3.6"})
    void aRadiusHasAUnit(String text, double arcsec) {
        assertThat(SearchRadius.arcsec(text)).isEqualTo(arcsec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "",
                "2 parsec",
                "0arcsec",
                "-1arcsec",
                "1.0001deg",
                "61arcmin",
                "1e400deg",
                "NaNarcsec",
                "2arcsec;DROP",
                "arcsec",
                "2arcsecs",
                "٢arcsec"
            })
    void otherRadiiAreRefused(String text) {
        assertThatThrownBy(() -> SearchRadius.arcsec(text))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --radius " + text + ": expected a number with its unit, above 0 and at most one"
                        + " degree, such as 2arcsec, 0.5arcmin or 1deg");
    }

    @ParameterizedTest
    @CsvSource({
        "/data/simbad.vot,simbad",
        "s3a://bucket/NED.csv.gz,NED",
        "lists/rc3/,rc3",
        "gz2.v1.fits,gz2.v1",
        "table5,table5",
        "a.b.FITS.BZ2,a.b"
    })
    void aListIsCalledAsItsFile(String file, String name) {
        assertThat(ReferenceName.of(file, null)).isEqualTo(name);
        assertThat(ReferenceName.of(file, "mine")).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my list.csv", "asu(1).fits", "x'; DELETE.csv", ".csv", "..", "/"})
    void aFileWithoutAGoodNameNeedsOne(String file) {
        assertThatThrownBy(() -> ReferenceName.of(file, null))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid --name ")
                .hasMessageContaining("give one with --name");
        assertThatThrownBy(() -> ReferenceName.of("a.csv", "x".repeat(65))).isInstanceOf(RequestException.class);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> request(null, null, null)).hasMessageStartingWith("Missing --radius: ");
        assertThatThrownBy(() -> request("2arcsec", "RA2000", null))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid columns: --ra RA2000 without --dec, expected both or neither");
        assertThat(request("1arcmin", "a", "d").radiusArcsec()).isEqualTo(60);
    }

    private static CrossmatchRequest request(@Nullable String radius, @Nullable String ra, @Nullable String dec) {
        return CrossmatchRequest.of("ned.csv", null, radius, new KnownList.Columns(ra, dec, null, ""));
    }
}
