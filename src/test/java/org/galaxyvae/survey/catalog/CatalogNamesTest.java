package org.galaxyvae.survey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogNamesTest {
    @Test
    void writesTheUsersNamesInSnakeCase() {
        assertThat(CatalogNames.of(
                        List.of("gz1Class", "petroR50_r", "Mag (AB)", "z", "t01_smooth_a01_fraction", "DR7OBJID")))
                .containsExactly("gz1_class", "petro_r50_r", "mag_ab", "z", "t01_smooth_a01_fraction", "dr7objid");
    }

    @Test
    void keepsOurNamesAndNamesNothingTwice() {
        assertThat(CatalogNames.of(List.of("object_id", "RA_deg", "file", "mag", "Mag", "2mass", " ", "catalog_file")))
                .containsExactly(
                        "catalog_object_id",
                        "catalog_ra_deg",
                        "catalog_file_2",
                        "mag",
                        "mag_2",
                        "catalog_2mass",
                        "column",
                        "catalog_catalog_file");
    }
}
