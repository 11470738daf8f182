package org.galaxyvae.survey.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    void usualIdsStandForThemselves() {
        assertThat(FileName.of("587722952767439450")).isEqualTo("587722952767439450");
        assertThat(FileName.of("J1234-0056_b")).isEqualTo("J1234-0056_b");
    }

    @Test
    void nothingLeavesTheFolderOrHides() {
        assertThat(FileName.of("../../etc/passwd")).isEqualTo("%2E%2E%2F%2E%2E%2Fetc%2Fpasswd");
        assertThat(FileName.of(".hidden")).isEqualTo("%2Ehidden");
        assertThat(FileName.of("_hidden")).isEqualTo("%5Fhidden");
        assertThat(FileName.of("a b%2F\\")).isEqualTo("a%20b%252F%5C");
    }

    @Test
    void everyIdComesBackAndHasANameOfItsOwn() {
        String longest = "\u92C0".repeat(128); // 3 bytes each: 1152 characters
        List<String> ids = List.of(
                "a",
                "A",
                "a/b",
                "a%2Fb",
                "a.b",
                "..",
                "_",
                "__",
                "\u00E9",
                "e\u0301",
                "M 31",
                longest,
                longest.substring(1),
                "x".repeat(128),
                "/".repeat(128),
                "/".repeat(67) + "_",
                "\uD83C\uDF0C".repeat(64));
        Set<String> names = new HashSet<>();
        for (String id : ids) {
            String name = FileName.of(id);
            assertThat(FileName.objectId(name)).isEqualTo(id);
            assertThat(names.add(name)).isTrue();
            assertThat(name.split("/"))
                    .allSatisfy(part ->
                            assertThat(part.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 210));
            assertThat(name).doesNotContain(".");
            assertThat(("/" + name)).doesNotContain("/_");
        }
    }
}
