package org.galaxyvae.night.housekeeping;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.run.StageContext;

/** The reports under {@code nights/} and {@code reports/}, whose names begin with their run. Alerts stay: they are what people were told. */
final class NightReports {
    private final FileSystem files;
    private final List<Path> folders;
    private final int kept;

    NightReports(StageContext context) {
        this.files = context.workspace().files();
        Path root = context.workspace().root();
        this.folders = List.of(new Path(root, "nights"), new Path(root, "reports"));
        this.kept = context.settings().retention().nights();
    }

    /** Deletes those of all but the newest nights. */
    int run() throws IOException {
        int deleted = 0;
        for (Path folder : folders) {
            deleted += run(folder);
        }
        return deleted;
    }

    private int run(Path folder) throws IOException {
        if (!files.exists(folder)) {
            return 0;
        }
        List<Path> reports = Arrays.stream(files.listStatus(folder))
                .map(FileStatus::getPath)
                .filter(path -> Character.isDigit(path.getName().charAt(0)))
                .toList();
        List<String> nights = reports.stream()
                .map(NightReports::night)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(kept)
                .toList();
        int deleted = 0;
        for (Path report : reports) {
            if (!nights.contains(night(report)) && files.delete(report, true)) {
                deleted++;
            }
        }
        return deleted;
    }

    private static String night(Path report) {
        return report.getName().replaceFirst("\\..*", "");
    }
}
