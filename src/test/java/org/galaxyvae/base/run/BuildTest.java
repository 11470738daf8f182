package org.galaxyvae.base.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildTest {
    @Test
    void knowsItsVersionCommitAndLibraries() {
        Build build = Build.current();
        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(build.commit()).matches("[0-9a-f]{40}(-dirty)?|unknown");
        assertThat(build.libraries()).containsOnlyKeys("dl4j", "nd4j", "dl4j_spark", "iceberg");
        assertThat(build.libraries().values()).allMatch(version -> version.matches("\\d.*"));
    }

    @Test
    void labelsWithTwelveDigitsOfTheCommit() {
        String commit = "0123456789abcdef0123456789abcdef01234567";
        assertThat(new Build("0.1.0", commit, Map.of()).label()).isEqualTo("0.1.0+0123456789ab");
        assertThat(new Build("0.1.0", commit + "-dirty", Map.of()).label()).isEqualTo("0.1.0+0123456789ab-dirty");
        assertThat(new Build("0.1.0", "unknown", Map.of()).label()).isEqualTo("0.1.0");
    }
}
