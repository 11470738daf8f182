package org.galaxyvae.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.lab.bench.ImageLoops;
import org.galaxyvae.lab.bench.Machine;
import org.galaxyvae.lab.bench.NetBench;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.survey.ingest.IngestSummary;
import org.jspecify.annotations.Nullable;

/** The ingest's speed on a folder of images against bare loops over the same files with as many threads. */
final class IngestBench {
    private final ConfigurationOptions options;
    private final Path folder;
    private final int repeats;
    private final Progress progress;

    IngestBench(ConfigurationOptions options, Path folder, int repeats, Progress progress) {
        this.options = options;
        this.folder = folder;
        this.repeats = repeats;
        this.progress = progress;
    }

    /**
     * Files a second; medians of the repeats, which alternate.
     *
     * @param decodeImagesPerS read and decoded, nothing else
     * @param loopImagesPerS read, decoded, prepared and measured
     * @param ingestImagesPerS of the ingest's reading, with its tensors and measurements staged
     * @param wholeImagesPerS of the whole command, listing, settling and committing included
     * @param loopOverIngest how many times faster the bare loop is than the reading
     * @param loopOverWhole the same against the whole
     * @param timing where the last ingest's time went
     */
    record Rates(
            int files,
            int threads,
            double decodeImagesPerS,
            double loopImagesPerS,
            double ingestImagesPerS,
            double wholeImagesPerS,
            double loopOverIngest,
            double loopOverWhole,
            IngestSummary.Timing timing,
            Machine machine)
            implements Summary {
        @Override
        public List<String> lines() {
            return List.of(
                    String.format(Locale.ROOT, "%,d files, %d threads, images/s", files, threads),
                    String.format(Locale.ROOT, "  decode only                    %8.0f", decodeImagesPerS),
                    String.format(Locale.ROOT, "  bare loop, the same columns    %8.0f", loopImagesPerS),
                    String.format(
                            Locale.ROOT,
                            "  ingest, reading and staging    %8.0f   loop / ingest %.2f",
                            ingestImagesPerS,
                            loopOverIngest),
                    String.format(
                            Locale.ROOT,
                            "  ingest, the whole command      %8.0f   loop / ingest %.2f",
                            wholeImagesPerS,
                            loopOverWhole),
                    String.format(
                            Locale.ROOT,
                            "  a thread's ms an image: reading %.2f, preparing %.2f, measuring %.2f; bare loop %.2f",
                            1e3 * timing.readingSeconds() / files,
                            1e3 * timing.preparingSeconds() / files,
                            1e3 * timing.measuringSeconds() / files,
                            1e3 * threads / loopImagesPerS));
        }
    }

    Rates run() throws Exception {
        Settings settings = options.settings();
        int threads = Runtime.getRuntime().availableProcessors();
        ImageLoops loops = new ImageLoops(
                folder, SavedModel.preparation(settings), settings.ingest().maxImageMegapixels(), threads);
        progress.note("warming up on " + loops.files() + " files");
        loops.prepareAndMeasure();
        List<Double> decode = new ArrayList<>();
        List<Double> loop = new ArrayList<>();
        List<Double> reading = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        @Nullable IngestSummary last = null;
        for (int i = 0; i < repeats; i++) {
            progress.note("measurement " + (i + 1) + " of " + repeats);
            decode.add(loops.decodeOnly());
            loop.add(loops.prepareAndMeasure());
            IngestSummary ingested = ingest(settings, threads);
            reading.add(ingested.read() / ingested.timing().phaseSeconds().getOrDefault("reading", Double.NaN));
            whole.add(ingested.imagesPerS());
            last = ingested;
        }
        return new Rates(
                loops.files(),
                threads,
                NetBench.median(decode),
                NetBench.median(loop),
                NetBench.median(reading),
                NetBench.median(whole),
                NetBench.median(loop) / NetBench.median(reading),
                NetBench.median(loop) / NetBench.median(whole),
                java.util.Objects.requireNonNull(last).timing(),
                Machine.here(Version.CODE));
    }

    private IngestSummary ingest(Settings settings, int threads) throws Exception {
        try (TemporaryFolder temporary = TemporaryFolder.create("galaxy-vae-bench-")) {
            Workspace workspace = Workspace.open(temporary.child("workspace"), Sessions.hadoop());
            try (SparkSession spark =
                    Sessions.open("bench", "local[" + threads + "]", Sessions.temporaryCatalog(workspace))) {
                return IngestStage.run(
                        OpenWorkspace.newRun(spark, workspace, settings, progress),
                        IngestRequest.of(List.of(folder.toString()), null));
            }
        }
    }
}
