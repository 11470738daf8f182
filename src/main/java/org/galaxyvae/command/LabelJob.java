package org.galaxyvae.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.galaxyvae.label.LabelRequest;
import org.galaxyvae.label.LabelStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps what people say of objects. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Adds what people say of objects to the table labels: the rows of a labels.csv, or one label. Nothing"
                        + " is overwritten, of each object the newest label counts, and a file given twice adds nothing."
                        + " One wrong row, and nothing is written: all problems are told by line.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae label --workspace survey --file labels.csv",
            "  galaxy-vae label --workspace survey --file label-next.csv --labeler ada",
            "  galaxy-vae label --workspace survey --id 587722981742084097 --interest 5 --labeler ada",
            "  galaxy-vae label --workspace survey --id 587722981742084097 --artifact --labeler ada",
            "",
            "galaxy-vae rerank learns from them."
        })
final class LabelJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "CSV with the header object_id,interest,artefact,comment,labeler,labeled_at,run_id; interest 0 to"
                            + " 5, artefact true or false, labeled_at such as 2026-03-31T02:30:00Z. A row without"
                            + " interest, artefact and comment is passed over.")
    private @Nullable String file;

    @Option(names = "--labeler", paramLabel = "NAME", description = "Who says so, where a row does not tell.")
    private @Nullable String labeler;

    @Option(names = "--skip-invalid", description = "Keep the good rows of a file that has others.")
    private boolean skipInvalid;

    @Option(names = "--id", paramLabel = "OBJECT_ID", description = "Label one object, now.")
    private @Nullable String id;

    @Option(names = "--interest", paramLabel = "0-5", description = "How interesting it is.")
    private @Nullable String interest;

    @Option(
            names = {"--artifact", "--artefact"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "What is odd about it comes from camera, sky or server.")
    private @Nullable String artifact;

    @Option(names = "--comment", paramLabel = "TEXT", description = "At most 1000 characters.")
    private @Nullable String comment;

    @Override
    public Integer call() throws Exception {
        Map<String, String> single = new HashMap<>();
        put(single, "object_id", id);
        put(single, "interest", interest);
        put(single, "artefact", artifact);
        put(single, "comment", comment);
        boolean whole = id != null && single.size() > 1;
        LabelRequest request = new LabelRequest(file, labeler, skipInvalid, whole || file != null ? single : Map.of());
        return StageRunner.update("label", options, context -> LabelStage.run(context, request));
    }

    private static void put(Map<String, String> values, String column, @Nullable String value) {
        if (value != null) {
            values.put(column, value);
        }
    }
}
