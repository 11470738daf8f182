package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.lab.bench.BenchPlan;
import org.galaxyvae.lab.bench.LayoutRate;
import org.galaxyvae.lab.bench.SparkRate;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.galaxyvae.score.ScoreStage;
import org.galaxyvae.score.ScoreSummary;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.train.TrainStage;
import org.galaxyvae.train.TrainSummary;

/**
 * The pipeline's speed: the real stages on a simulated survey, in a temporary workspace on this machine.
 *
 * <p>It stands with the jobs because only they may run one stage behind another.
 */
final class SparkBench {
    /** The image is the central half of the frame, which then holds nothing that is drawn for nothing. */
    private static final double CROP_FRACTION = 0.5;

    private static final int FRAME_SIDES = 2;
    /** Training images presented for each of the survey: some seconds a worker. */
    private static final int PRESENTATIONS = 5;

    private final ConfigurationOptions options;
    private final BenchPlan plan;
    private final int images;
    private final Progress progress;

    /** Of a survey of so many images. */
    SparkBench(ConfigurationOptions options, BenchPlan plan, int images, Progress progress) {
        this.options = options;
        this.plan = plan;
        this.images = images;
        this.progress = progress;
    }

    /** The temporary workspace is on this machine, so executors elsewhere could not read it. */
    static void requireLocal(ConfigurationOptions options) {
        String master = options.master == null ? new SparkConf().get("spark.master", "local[*]") : options.master;
        if (!master.equals("local") && !master.startsWith("local[")) {
            throw new RequestException("Cannot bench on --master " + master
                    + ": the workspace is temporary on this machine, expected local[*], or --no-spark");
        }
    }

    /**
     * Simulates and ingests once, then trains and scores with each number of workers.
     *
     * @param net the same layouts net only
     */
    List<SparkRate> run(List<LayoutRate> net) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("galaxy-vae-bench-")) {
            progress.note("through Spark, in " + folder);
            Workspace workspace = Workspace.open(folder.child("workspace"), Sessions.hadoop());
            int most = net.get(net.size() - 1).workers();
            try (SparkSession spark = open(workspace, most)) {
                ingest(spark, workspace, folder.child("survey"), settings(most));
            }
            List<SparkRate> rates = new ArrayList<>();
            for (LayoutRate layout : net) {
                try (SparkSession spark = open(workspace, layout.workers())) {
                    rates.add(measure(spark, workspace, layout));
                }
            }
            return rates;
        }
    }

    /** As many cores as workers, so that scoring has no more than training. */
    private static SparkSession open(Workspace workspace, int workers) {
        return Sessions.open("bench", "local[" + workers + "]", Sessions.temporaryCatalog(workspace));
    }

    private void ingest(SparkSession spark, Workspace workspace, String survey, Settings settings) throws Exception {
        SurveySimulation.run(
                spark,
                new SimulationOptions(
                        images,
                        survey,
                        FRAME_SIDES * settings.ingest().imageSize(),
                        false,
                        settings.seed(),
                        SimulationOptions.DEFAULT_ANOMALY_FRACTION),
                progress);
        IngestStage.run(
                OpenWorkspace.newRun(spark, workspace, settings, progress),
                IngestRequest.of(List.of(survey + "/images"), survey + "/catalog.csv"));
    }

    private SparkRate measure(SparkSession spark, Workspace workspace, LayoutRate net) throws Exception {
        Settings settings = settings(net.workers());
        TrainSummary trained = TrainStage.run(OpenWorkspace.newRun(spark, workspace, settings, progress));
        ScoreSummary scored =
                ScoreStage.run(OpenWorkspace.newRun(spark, workspace, settings, progress), trained.modelId(), true);
        return new SparkRate(
                net.workers(),
                trained.imagesPresented(),
                trained.imagesPerS(),
                trained.imagesPerS() / net.trainImagesPerS(),
                scored.scored(),
                scored.imagesPerS(),
                scored.imagesPerS() / net.scoreImagesPerS());
    }

    /** The user's, but for what belongs to the simulated survey and what makes the speeds comparable. */
    private Settings settings(int workers) {
        return options.settings(List.of(
                "split.train=0.7",
                "split.calibration=0.15",
                "ingest.crop_fraction=" + CROP_FRACTION,
                "ingest.catalog.id=object_id",
                "ingest.catalog.file=file",
                "ingest.catalog.ra=ra",
                "ingest.catalog.dec=dec",
                "train.where=",
                "train.images=" + (long) PRESENTATIONS * images,
                "train.workers=" + workers,
                "train.validations=1",
                "score.draws=1",
                "score.batch_size=" + plan.batch()));
    }
}
