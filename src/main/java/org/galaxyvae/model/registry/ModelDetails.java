package org.galaxyvae.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.ModelDirectory;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one model.
 *
 * @param model as the list has it
 * @param uri its directory
 * @param problems what is wrong with the directory, one line each; empty where it is as it was written
 * @param provenance how it was made, from its directory; empty where that cannot be read
 * @param metrics what the command that made it printed
 * @param configurationDifferences from the production model, by key; empty for the production model itself
 * @param measurements of it, the newest first
 */
public record ModelDetails(
        ModelList.Entry model,
        String uri,
        List<String> problems,
        Map<String, String> provenance,
        JsonNode metrics,
        List<Difference> configurationDifferences,
        List<ModelMeasurement> measurements)
        implements Summary {
    /**
     * A key in which the configuration differs.
     *
     * @param model its value of this model
     * @param production its value of the production model
     */
    public record Difference(String key, String model, String production) {}

    public ModelDetails {
        problems = List.copyOf(problems);
        provenance = new TreeMap<>(provenance);
        configurationDifferences = List.copyOf(configurationDifferences);
        measurements = List.copyOf(measurements);
    }

    /**
     * Of one model.
     *
     * @param modelId its id, or null for the production model
     * @throws RequestException where there is none
     */
    public static ModelDetails of(StageContext context, @Nullable String modelId) {
        List<RegisteredModel> models = RegisteredModel.all(context);
        RegisteredModel production = RegisteredModel.production(models);
        if (modelId == null && production == null) {
            throw new RequestException(
                    "Cannot show a model: none is in production, expected an id as galaxy-vae models" + " list has it");
        }
        RegisteredModel model =
                modelId == null ? java.util.Objects.requireNonNull(production) : RegisteredModel.named(models, modelId);
        List<String> problems = new ArrayList<>();
        Map<String, String> provenance = provenance(context.workspace().files(), model, problems);
        List<Difference> differences = new ArrayList<>();
        if (production != null) {
            StoredJson.differences(model.configuration(), production.configuration())
                    .forEach((key, values) -> differences.add(new Difference(key, values.getKey(), values.getValue())));
        }
        return new ModelDetails(
                ModelList.entry(model, ScoredRun.all(context).get(model.modelId())),
                model.uri(),
                problems,
                provenance,
                StoredJson.parse(model.metrics()),
                differences,
                ModelMeasurement.all(context).stream()
                        .filter(one -> one.modelId().equals(model.modelId()))
                        .toList());
    }

    private static Map<String, String> provenance(FileSystem files, RegisteredModel model, List<String> problems) {
        try {
            problems.addAll(ModelDirectory.problems(files, model.home()));
            return problems.isEmpty() ? ModelDirectory.read(files, model.home()).provenance() : Map.of();
        } catch (InvalidDataException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        fact(lines, "model", model.modelId());
        fact(lines, "stage", model.stage().word());
        fact(lines, "since", model.stageChangedAt());
        fact(lines, "note", model.note());
        fact(lines, "replaced by", model.replacedBy());
        fact(lines, "made", model.madeAt());
        fact(lines, "preparation", model.preparationId());
        fact(lines, "images presented", String.format(Locale.ROOT, "%,d", model.imagesPresented()));
        model.validation().forEach((name, value) -> fact(lines, name.replace('_', ' '), value.toString()));
        ScoredRun scored = model.scored();
        fact(
                lines,
                "scored",
                scored == null
                        ? "nothing"
                        : String.format(Locale.ROOT, "%,d objects, run %s", scored.objects(), scored.runId())
                                + (scored.published() ? ", published" : ""));
        fact(lines, "directory", uri);
        problems.forEach(problem -> fact(lines, "problem", problem));
        table(
                lines,
                List.of("provenance", ""),
                provenance.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), entry.getValue()))
                        .toList());
        table(
                lines,
                List.of("configuration", "this model", "production"),
                configurationDifferences.stream()
                        .map(one -> List.of(one.key(), one.model(), one.production()))
                        .toList());
        table(
                lines,
                List.of("evaluate", "objects", "measures", "run"),
                measurements.stream()
                        .map(one -> List.of(one.question(), one.objects(), measures(one), one.runId()))
                        .toList());
        return lines;
    }

    private static String measures(ModelMeasurement measurement) {
        return measurement.measures().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void fact(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add(String.format(Locale.ROOT, "%-20s  %s", name, value));
        }
    }

    private static void table(List<String> lines, List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.lines(header, rows));
        }
    }
}
