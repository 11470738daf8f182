package org.galaxyvae.train.tune;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.train.learn.TrainingSet;
import org.galaxyvae.train.learn.TrainingTensors;

/** Tensors and a search space in, the best configuration out. */
public final class TuneStage {
    private static final int COLORS = 3;

    private TuneStage() {}

    /**
     * Searches.
     *
     * @param resume go on with the workspace's newest search instead of beginning one
     * @throws RequestException where there is no search to resume, or it searched something else
     * @throws InvalidDataException where there are too few images, or every trial failed
     */
    public static TuneSummary run(StageContext context, boolean resume) throws Exception {
        Settings settings = context.settings();
        Settings.Tune tune = settings.tune();
        Architecture architecture = SavedModel.architecture(settings);
        if (architecture.channels() != COLORS) {
            throw new RequestException(
                    "Cannot tune on ingest.bands " + settings.ingest().bands() + ", expected " + COLORS
                            + " bands: injected anomalies are drawn in color");
        }
        TrainingTensors tensors = TrainingTensors.of(context, SavedModel.preparation(settings));
        List<Row> heldOut = heldOut(context, tensors, tune.objects());
        TrainingSet data =
                TrainingSet.export(context, tensors.training(), architecture.imageLength(), architecture.channels());
        try {
            SearchIdentity identity = SearchIdentity.of(
                    settings,
                    data,
                    heldOut.stream()
                            .map(row -> row.getString(0) + " " + row.getString(1))
                            .toList());
            Search search = resume ? Search.resume(context, identity) : Search.begin(context, identity);
            search.createStates();
            List<TuneSummary.TrialResult> earlier = search.results(tune.rungs());
            PlantedSet planted = PlantedSet.of(
                    heldOut.stream().map(row -> row.getString(0)).toList(),
                    heldOut.stream().map(row -> (byte[]) row.get(2)).toList(),
                    settings.seed());
            new Trials(context, search, data, planted).run(earlier);
            return conclude(context, search, earlier.size());
        } finally {
            data.images().forget();
            context.workspace().files().delete(context.workspace().staging(context.runId()), true);
        }
    }

    /** object_id, content_hash and pixels of calibration objects. */
    private static List<Row> heldOut(StageContext context, TrainingTensors tensors, int objects) {
        context.spark().sparkContext().setJobDescription("tune: held-out images");
        List<Row> heldOut = TrainingTensors.sample(tensors.calibration(), objects)
                .select(OBJECT_ID, CONTENT_HASH, PIXELS)
                .orderBy(OBJECT_ID)
                .collectAsList();
        if (heldOut.size() < PlantedSet.FEWEST) {
            throw new InvalidDataException("Cannot tune: " + heldOut.size()
                    + " calibration objects to hold out, expected at least " + PlantedSet.FEWEST
                    + "; ingest more images or raise split.calibration");
        }
        return heldOut;
    }

    private static TuneSummary conclude(StageContext context, Search search, int resumed) throws IOException {
        Settings settings = context.settings();
        int rungs = settings.tune().rungs();
        Map<Integer, TuneSummary.TrialResult> last = new LinkedHashMap<>();
        Map<Integer, Long> images = new HashMap<>();
        for (TuneSummary.TrialResult result : search.results(rungs)) {
            last.merge(result.trial(), result, (a, b) -> a.rung() > b.rung() ? a : b);
            images.merge(result.trial(), result.imagesPresented(), Math::max);
        }
        search.removeStates();
        List<TuneSummary.TrialResult> trials = new ArrayList<>(last.values());
        Optional<TuneSummary.TrialResult> best = trials.stream()
                .filter(trial -> !trial.failed() && trial.rung() == rungs - 1)
                .min(TuneSummary.ORDER);
        if (best.isEmpty()) {
            String first = trials.stream()
                    .filter(TuneSummary.TrialResult::failed)
                    .min(Comparator.comparing(TuneSummary.TrialResult::trial))
                    .map(trial -> "trial " + trial.trial() + " (" + TuneSummary.told(trial.configuration()) + "): "
                            + trial.message())
                    .orElse("none was tried");
            throw new InvalidDataException("Cannot tune: no trial of search " + search.tuneId()
                    + " reached the last rung, " + trials.size() + " were tried; the first that failed: " + first);
        }
        context.workspace().replaceText(search.bestYaml(), yaml(settings, search, best.get()));
        return new TuneSummary(
                search.tuneId(),
                settings.tune().objective(),
                rungs,
                resumed,
                images.values().stream().mapToLong(Long::longValue).sum(),
                search.bestYaml().toString(),
                trials);
    }

    /** What differs from the defaults, without the search itself: what the user had set, and what the best trial had. */
    private static String yaml(Settings settings, Search search, TuneSummary.TrialResult best) {
        Map<String, Object> changes = new LinkedHashMap<>(best.configuration());
        changes.put("tune", SettingsReader.defaults().tune());
        return String.format(
                        Locale.ROOT,
                        "# Best of search %s: trial %d, %s %.6g after %,d images.%n# galaxy-vae train --config FILE%n",
                        search.tuneId(),
                        best.trial(),
                        settings.tune().objective(),
                        best.value(),
                        best.imagesPresented())
                + SettingsReader.differencesAsYaml(SettingsReader.with(settings, changes));
    }
}
