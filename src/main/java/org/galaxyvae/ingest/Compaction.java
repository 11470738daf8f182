package org.galaxyvae.ingest;

import java.util.List;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.TableSpec;

/** Joins the small files that many small ingests leave: every scan opens them all. */
final class Compaction {
    private static final int FILES = 24;
    private static final long SMALL_PIXEL_FILE_BYTES = 96L << 20;
    private static final long SMALL_FILE_BYTES = 16L << 20;

    private final StageContext context;

    Compaction(StageContext context) {
        this.context = context;
    }

    /** How many files were joined. */
    int run() {
        int joined = context.tables().compact(Specs.TENSORS, FILES, SMALL_PIXEL_FILE_BYTES);
        List<TableSpec> small = List.of(Specs.QUALITY, Specs.MORPHOLOGY, Specs.SOURCES, Specs.REJECTS);
        for (TableSpec table : small) {
            joined += context.tables().compact(table, FILES, SMALL_FILE_BYTES);
        }
        return joined;
    }
}
