package org.galaxyvae.night.housekeeping;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.run.StageContext;

/** What killed passes over pixels left, and no scoring of that model took over. */
final class Passes {
    private Passes() {}

    /** Deletes those to which nothing was added since that time; how many files went. */
    static int delete(StageContext context, Instant before) throws IOException {
        FileSystem files = context.workspace().files();
        Path passes = context.workspace().passes();
        if (!files.exists(passes)) {
            return 0;
        }
        int deleted = 0;
        for (FileStatus pass : files.listStatus(passes)) {
            FileStatus[] made = files.listStatus(pass.getPath());
            boolean old = Arrays.stream(made).allMatch(file -> file.getModificationTime() < before.toEpochMilli());
            if (old && files.delete(pass.getPath(), true)) {
                deleted += made.length;
            }
        }
        return deleted;
    }
}
