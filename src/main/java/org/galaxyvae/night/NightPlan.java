package org.galaxyvae.night;

import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;
import static org.galaxyvae.base.row.ColumnNames.STARTED_AT;
import static org.galaxyvae.base.row.ColumnNames.SUMMARY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.score.ScoreStage;
import org.galaxyvae.survey.source.Listing;
import org.galaxyvae.survey.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * What a night would do.
 *
 * @param sources files under the configured paths
 * @param newSources those that were never read
 * @param objects tensors that the model reads now
 * @param toScore those whose evidences are not known
 * @param estimatedS from the rates of the last nights; null before the first
 */
public record NightPlan(
        String modelId,
        long sources,
        long newSources,
        long objects,
        long toScore,
        @Nullable Double estimatedS) implements Summary {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Plans; nothing is written. */
    public static NightPlan of(StageContext context) throws IOException {
        ModelChoice choice = ModelChoice.of(context, null);
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        Set<String> known = new HashSet<>();
        context.tables()
                .readOrEmpty(Specs.SOURCES)
                .where(functions.col(PREPARATION_ID).equalTo(choice.preparationId()))
                .select(SOURCE_URI)
                .distinct()
                .toLocalIterator()
                .forEachRemaining(row -> known.add(row.getString(0)));
        long sources = 0;
        long fresh = 0;
        for (List<String> paths : List.of(
                context.settings().nightly().images(),
                context.settings().nightly().mosaics())) {
            if (paths.isEmpty()) {
                continue;
            }
            for (SourceFile file : Listing.of(
                            paths, context.spark().sparkContext().hadoopConfiguration())
                    .sources(context.settings().ingest().bandPattern())) {
                sources++;
                fresh += known.contains(file.uri()) ? 0 : 1;
            }
        }
        Dataset<Row> objects = context.tables()
                .read(Specs.TENSORS)
                .where(functions.col(PREPARATION_ID).equalTo(choice.preparationId()));
        long total = objects.count();
        long unknown = ScoreStage.unknown(context, model, objects).count();
        return new NightPlan(choice.modelId(), sources, fresh, total, unknown, estimate(context, fresh + unknown));
    }

    /** The last published night's seconds, with its pass over images at its rate for as many as there are now. */
    private static @Nullable Double estimate(StageContext context, long images) throws IOException {
        List<Row> last = context.tables()
                .readOrEmpty(Specs.RUNS)
                .where("command = 'nightly' AND outcome = 'done'")
                .orderBy(functions.col(STARTED_AT).desc())
                .select(SUMMARY)
                .takeAsList(1);
        if (last.isEmpty()) {
            return null;
        }
        JsonNode summary = JSON.readTree(last.get(0).getString(0));
        double seconds = 0;
        for (JsonNode stage : summary.path("stages")) {
            seconds += stage.asDouble();
        }
        double rate = summary.path("score").path("images_per_s").asDouble();
        double computed = summary.path("score").path("computed").asDouble();
        return rate > 0 ? seconds + (images - computed) / rate : seconds;
    }

    @Override
    public List<String> lines() {
        return List.of(
                String.format(Locale.ROOT, "%,d of %,d files are new", newSources, sources),
                String.format(
                        Locale.ROOT,
                        "%,d of %,d objects would be scored anew with model %s",
                        toScore,
                        objects,
                        modelId),
                estimatedS == null
                        ? "no night was published before: how long it takes is not known"
                        : String.format(
                                Locale.ROOT,
                                "about %.0f s at the last night's rates, new files counted as one image each",
                                estimatedS));
    }
}
