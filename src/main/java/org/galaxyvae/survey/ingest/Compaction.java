package org.galaxyvae.survey.ingest;

import java.util.List;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.SmallFiles;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;

/** Joins the small files that many small ingests leave: every scan opens them all. */
final class Compaction {
    private static final int FILES = 24;
    private static final SmallFiles OF_PIXELS = new SmallFiles(FILES, 96L << 20);
    private static final SmallFiles OF_VALUES = new SmallFiles(FILES, 16L << 20);

    private final StageContext context;

    Compaction(StageContext context) {
        this.context = context;
    }

    /** How many files were joined. */
    int run() {
        int joined = OF_PIXELS.join(context.spark(), context.tables(), Specs.TENSORS);
        for (TableSpec table : List.of(Specs.QUALITY, Specs.MORPHOLOGY, Specs.SOURCES, Specs.REJECTS)) {
            joined += OF_VALUES.join(context.spark(), context.tables(), table);
        }
        return joined;
    }
}
