package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeFilesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "file:/data/survey, file:/data/survey/warehouse/x.parquet, true",
        "file:/data/survey, file:///data/survey/warehouse/x.parquet, true",
        "file:/data/survey, /data/survey/x.parquet, true",
        "file:/data/survey, file:/data/survey, false",
        "file:/data/survey, file:/data/survey2/x.parquet, false",
        "file:/data/survey, file:/data/survey/../other/x.parquet, false",
        "file:/data/survey, file:/data/other/../survey/x.parquet, true",
        "file:/data/survey, hdfs://name/data/survey/x.parquet, false",
        "hdfs://name/data/survey, hdfs://name/data/survey/x.parquet, true",
        "hdfs://name/data/survey, hdfs://other/data/survey/x.parquet, false",
        "s3a://bucket/survey, s3://bucket/survey/x.parquet, true",
        "s3a://bucket/survey, s3://other/survey/x.parquet, false",
        "s3a://bucket/, s3a://bucket/x.parquet, true",
    })
    void aPathIsInsideOrNot(String folder, String path, boolean inside) {
        assertThat(HomeFiles.isInside(new org.apache.hadoop.fs.Path(folder), new org.apache.hadoop.fs.Path(path)))
                .isEqualTo(inside);
    }

    @Test
    void filesOfOthersStayWhateverIsAsked() throws IOException {
        Path own = Files.writeString(
                Files.createDirectories(directory.resolve("survey")).resolve("own"), "x");
        Path other = Files.writeString(
                Files.createDirectories(directory.resolve("other")).resolve("other"), "x");
        HomeFiles files = new HomeFiles();
        files.setConf(new Configuration());
        files.initialize(
                Map.of(HomeFiles.HOME, directory.resolve("survey").toUri().toString()));
        assertThat(files.newInputFile(other.toString()).exists()).isTrue();
        for (ThrowingCallable asked : List.<ThrowingCallable>of(
                () -> files.deleteFile(other.toString()),
                () -> files.deletePrefix(directory.resolve("other").toString()),
                () -> files.newOutputFile(other.toString()),
                () -> files.deleteFiles(List.of(other.toString(), own.toString())))) {
            assertThatThrownBy(asked)
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("not in a folder of this survey");
        }
        assertThat(other).exists();
        assertThat(own).doesNotExist();
    }
}
