package org.galaxyvae.base.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole configuration; the keys of {@code conf/default.yaml} are these components in lower_snake_case. */
public record Settings(
        long seed,
        Catalog catalog,
        SplitSettings split,
        Ingest ingest,
        Vae vae,
        Train train,
        Score score,
        Explain explain,
        Crossmatch crossmatch,
        LatentMap map,
        Neighbors neighbors,
        Report report,
        Rerank rerank,
        Artifacts artifacts,
        Evaluate evaluate,
        Tune tune,
        Nightly nightly,
        Changes changes,
        Audit audit,
        Drift drift,
        Retention retention) {
    /**
     * Where Iceberg's list of tables is.
     *
     * @param type hadoop or jdbc
     * @param uri of the database, without user and password
     * @param name tells surveys apart in one database; empty: the workspace's URI
     * @param warehouse where the tables' files are; empty: in the workspace
     */
    public record Catalog(String type, String uri, String name, String warehouse) {}

    /** Shares of the catalog. */
    public record SplitSettings(
            @Range(min = 0.01, max = 0.98) double train,
            @Range(min = 0.01, max = 0.98) double calibration) {}

    /** What becomes a tensor and how. */
    public record Ingest(
            @Range(min = 0.05, max = 1) double cropFraction,
            @Range(min = 0, max = 100000) double cropPixels,
            @Range(min = 0, max = 1000) double cropRadii,
            @Range(min = 16, max = 256) int imageSize,
            List<String> bands,
            @Range(min = 0, max = 1e9) List<Double> bandWeights,
            String dtype,
            String fluxCells,
            Stretch stretch,
            boolean centralSourceOnly,
            @Range(min = 1, max = 100) double sigmaClip,
            @Range(min = 0, max = 1) double maxRejectFraction,
            @Range(min = 1, max = 1000) int maxImageMegapixels,
            String bandPattern,
            String fitsImages,
            String imageColumn,
            @Range(min = 0.1, max = 3600) double cutoutArcsec,
            @Range(min = 0, max = 1000) double cutoutRadii,
            CatalogColumns catalog,
            MappingColumns mapping) {
        public Ingest {
            bands = List.copyOf(bands);
            bandWeights = List.copyOf(bandWeights);
        }
    }

    /** How flux becomes what is looked at. */
    public record Stretch(
            String function,
            String limits,
            @Range(min = -1e12, max = 1e12) double black,
            @Range(min = -1e12, max = 1e12) double white,
            @Range(min = 0, max = 100) double lowPercent,
            @Range(min = 0, max = 100) double highPercent,
            @Range(min = 0.001, max = 1) double zscaleContrast,
            @Range(min = 0.001, max = 1e6) double softening) {}

    /** The user's column names, which table of the file, and how far an image may lie from its row. */
    public record CatalogColumns(
            String id,
            String file,
            String ra,
            String dec,
            String radius,
            String pixelScale,
            @Range(min = 0, max = 3600) double matchRadiusArcsec,
            String table) {}

    /** The column names of a file that maps file names to ids. */
    public record MappingColumns(String id, String file) {}

    /** The network's shape. */
    public record Vae(
            @Range(min = 1, max = 1024) int latent,
            @Range(min = 1, max = 4096) List<Integer> widths,
            boolean batchNormalization,
            String noise,
            @Range(min = 1e-4, max = 1) double noiseSigma) {
        /** What the noise can be. */
        static final List<String> NOISES = List.of("learned", "fixed");

        public Vae {
            widths = List.copyOf(widths);
        }

        /** Whether the likelihood's standard deviations stay at {@code noiseSigma}. */
        public boolean noiseIsFixed() {
            return noise.equals("fixed");
        }
    }

    /** How the network learns; every share is of {@code images}. */
    public record Train(
            @Range(min = 64, max = 1e9) long images,
            String where,
            @Range(min = 2, max = 4096) int batchSize,
            @Range(min = 0, max = 4096) int workers,
            @Range(min = 1, max = 1000) int averagingFrequency,
            @Range(min = 1e-7, max = 1) double learningRate,
            @Range(min = 0, max = 1) double learningRateWarmup,
            @Range(min = 0, max = 1) double learningRateFinal,
            @Range(min = 0, max = 1000) double klWeight,
            @Range(min = 0, max = 1) double klWarmup,
            @Range(min = 0, max = 1e9) double gradientClipNorm,
            @Range(min = 1, max = 1000) int validations,
            @Range(min = 0, max = 1000) int patience,
            @Range(min = 16, max = 100000) int validationImages,
            @Range(min = 0, max = 1e9) long checkpointImages,
            boolean augment) {
        /** Images presented between two checkpoints. */
        public long checkpointEvery() {
            return checkpointImages == 0 ? (images + 9) / 10 : checkpointImages;
        }
    }

    /** How the catalog is scored; travels to executors. */
    public record Score(
            @Range(min = 1, max = 4096) int batchSize,
            @Range(min = 0, max = 1000) int draws,
            @Range(min = 0.02, max = 2) double centralSigma,
            List<String> members,
            @Range(min = 1, max = 1000) int neighbors,
            @Range(min = 2, max = 1000000) int referenceObjects,
            @Range(min = 1, max = 64) int components)
            implements Serializable {
        public Score {
            members = List.copyOf(members);
        }
    }

    /** What the most anomalous objects are told apart by. */
    public record Explain(
            @Range(min = 0, max = 100000) int objects,
            @Range(min = 1, max = 100) int neighbors) {}

    /** What stands on the page about a run. */
    public record Report(
            @Range(min = 1, max = 500) int top,
            @Range(min = 0, max = 200) int others,
            @Range(min = 100, max = 20000) int mapPoints,
            @Range(min = 0, max = 5000) int mapSprites) {}

    /**
     * How the survey is matched with lists of known objects.
     *
     * @param matches rows of a list that are kept for an object, the nearest
     * @param nightly whether each night matches its objects with the lists
     */
    public record Crossmatch(@Range(min = 1, max = 1000) int matches, boolean nightly) {}

    /** How the latent space becomes a plane. */
    public record LatentMap(
            @Range(min = 10, max = 200000) int fittedObjects,
            @Range(min = 2, max = 200) int neighbors,
            @Range(min = 0, max = 0.99) double minDistance,
            @Range(min = 1, max = 100) int placedNeighbors,
            @Range(min = 0, max = 5000) int tsneObjects,
            @Range(min = 2, max = 100) double tsnePerplexity,
            @Range(min = 100, max = 10000) int qualityObjects,
            @Range(min = 1, max = 200) int qualityNeighbors) {}

    /** Whom every object has near it. */
    public record Neighbors(@Range(min = 1, max = 200) int count) {}

    /** How labels teach the ranking. */
    public record Rerank(
            String learner,
            @Range(min = 2, max = 1000) int minPositives,
            @Range(min = 1, max = 5) int positiveInterest) {
        /** Cross-validation chooses. */
        public static final String AUTO = "auto";

        /** What the learner can be. */
        static final List<String> LEARNERS = List.of(AUTO, "forest", "logistic", "gaussian_process");
    }

    /** How artifacts are told from discoveries. */
    public record Artifacts(
            @Range(min = 10, max = 2000) int plantedObjects,
            @Range(min = 0.001, max = 0.4) double expectedShare,
            @Range(min = 15, max = 100000) int residualObjects) {}

    /** How evidences are measured. */
    public record Evaluate(
            @Range(min = 20, max = 100000) int bootstrapResamples,
            @Range(min = 100, max = 10000000) int labeledObjects,
            @Range(min = 1, max = 100000) int pixelReference,
            @Range(min = 20, max = 100000) int injectedObjects,
            List<String> correlates) {
        public Evaluate {
            correlates = List.copyOf(correlates);
        }
    }

    /**
     * How hyper-parameters are searched.
     *
     * @param space by dotted key, in the file's order
     */
    public record Tune(
            @Range(min = 1, max = 10000) int trials,
            String search,
            String objective,
            @Range(min = 64, max = 1e9) long images,
            @Range(min = 1, max = 10) int rungs,
            @Range(min = 2, max = 10) int reduction,
            @Range(min = 33, max = 100000) int objects,
            Map<String, Dimension> space) {
        public Tune {
            space = Collections.unmodifiableMap(new LinkedHashMap<>(space));
        }
    }

    /**
     * What a night reads and whom it tells.
     *
     * @param followUps commands that make their table anew behind the publication, where it has been made once
     * @param notifyCommand run by {@code sh -c} with the report on its standard input; empty: none
     */
    public record Nightly(
            List<String> images,
            List<String> mosaics,
            String catalog,
            String mapping,
            @Range(min = 0, max = 1000000) int alertsTop,
            List<String> followUps,
            boolean htmlReport,
            String notifyCommand,
            @Range(min = 0, max = 86400) int lockWaitS) {
        /** What they can be. */
        public static final List<String> FOLLOW_UPS = List.of("map", "neighbors", "artifacts", "rerank");

        public Nightly {
            images = List.copyOf(images);
            mosaics = List.copyOf(mosaics);
            followUps = List.copyOf(followUps);
        }
    }

    /** What counts as a change from one published night to the next. */
    public record Changes(
            @Range(min = 1, max = 1000000) int top,
            @Range(min = 1.01, max = 1000) double jumpFactor,
            @Range(min = 1, max = 1000000) int jumpPlaces,
            @Range(min = 0, max = 10000000) int jumpRanks) {}

    /** What a night must meet to be published. */
    public record Audit(
            @Range(min = 0, max = 1e9) long maxMissingRows,
            @Range(min = 0, max = 1) double maxRejectShare,
            @Range(min = 0, max = 100) double maxPsi,
            @Range(min = 0, max = 1) double maxKs,
            @Range(min = 0, max = 10000) int plantedObjects,
            @Range(min = 0, max = 1) double minPlantedRecall,
            @Range(min = 0, max = 1) double maxPlantedRecallDrop,
            @Range(min = 0, max = 1) double minTopOverlap) {}

    /** How drift is measured. */
    public record Drift(
            @Range(min = 20, max = 1000000) int recentObjects,
            @Range(min = 20, max = 1000000) int minObjects,
            @Range(min = 2, max = 100) int bins) {}

    /** What is kept and for how long. */
    public record Retention(
            @Range(min = 1, max = 10000) int nights,
            @Range(min = 1, max = 10000) int publishedRuns,
            @Range(min = 0, max = 100000) int retiredModelsDays,
            @Range(min = 1, max = 100000) int snapshotHours,
            @Range(min = 1, max = 100000) int orphanDays) {}

    /** These settings with another way to score. */
    public Settings withScore(Score other) {
        return new Settings(
                seed,
                catalog,
                split,
                ingest,
                vae,
                train,
                other,
                explain,
                crossmatch,
                map,
                neighbors,
                report,
                rerank,
                artifacts,
                evaluate,
                tune,
                nightly,
                changes,
                audit,
                drift,
                retention);
    }

    /** What no single key can get wrong alone, one line a problem. */
    List<String> problemsBetweenKeys() {
        List<String> problems = new ArrayList<>();
        if (split.train() + split.calibration() >= 1) {
            problems.add("Invalid split: train " + split.train() + " + calibration " + split.calibration()
                    + ", expected a sum below 1, so that a test split is left");
        }
        problems.addAll(
                new NetworkSize(ingest.imageSize(), Math.max(1, ingest.bands().size()), vae.widths(), vae.latent())
                        .problems(train.batchSize(), score.batchSize()));
        problems.addAll(CatalogRules.problems(catalog));
        problems.addAll(IngestRules.problems(ingest));
        if (!Vae.NOISES.contains(vae.noise())) {
            problems.add("Invalid vae.noise: " + vae.noise() + ", expected " + String.join(" or ", Vae.NOISES));
        }
        problems.addAll(ScoreRules.problems(score));
        if (!Rerank.LEARNERS.contains(rerank.learner())) {
            problems.add("Invalid rerank.learner: " + rerank.learner() + ", expected one of "
                    + String.join(", ", Rerank.LEARNERS));
        }
        nightly.followUps().stream()
                .filter(name -> !Nightly.FOLLOW_UPS.contains(name))
                .forEach(name -> problems.add("Invalid nightly.follow_ups: " + name + ", expected some of "
                        + String.join(", ", Nightly.FOLLOW_UPS)));
        problems.addAll(SearchRules.problems(tune));
        return problems;
    }
}
