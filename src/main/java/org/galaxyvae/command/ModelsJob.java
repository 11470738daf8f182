package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.registry.ModelDetails;
import org.galaxyvae.model.registry.ModelList;
import org.galaxyvae.model.registry.ModelRegistry;
import org.galaxyvae.model.registry.Promotion;
import org.galaxyvae.model.registry.PromotionRequest;
import org.galaxyvae.score.Handover;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code galaxy-vae models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells which models there are and how good; decides which of them is in production.",
        subcommands = {
            ModelsJob.ListModels.class,
            ModelsJob.Show.class,
            ModelsJob.Promote.class,
            ModelsJob.Rollback.class,
            ModelsJob.Retire.class,
            ModelsJob.Restore.class
        },
        footer = {
            "",
            "Examples:",
            "  galaxy-vae models list --workspace survey",
            "  galaxy-vae models promote --workspace survey 20260102T030405006-0000abcd",
            "  galaxy-vae models rollback --workspace survey"
        })
final class ModelsJob implements Runnable {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public void run() {
        CommandSpec known = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(
                known.commandLine(),
                "Missing subcommand, expected one of "
                        + String.join(", ", known.subcommands().keySet()));
    }

    /** What every subcommand takes. */
    abstract static class Subcommand implements Callable<Integer> {
        @Mixin
        WorkspaceOptions options = new WorkspaceOptions();
    }

    /** One that writes. */
    abstract static class Writing implements Callable<Integer> {
        @Mixin
        WritingOptions options = new WritingOptions();
    }

    /** One that changes a model. */
    abstract static class Change extends Writing {
        @Parameters(paramLabel = "MODEL_ID", description = "The model, as models list tells it.")
        String modelId = "";

        @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept in the table models.")
        @Nullable
        String note;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Tells every model: stage, training, what it has scored, whether that is published.",
            footer = {"", "Example:", "  galaxy-vae models list --workspace survey --json"})
    static final class ListModels extends Subcommand {
        @Override
        public Integer call() throws Exception {
            return StageRunner.read("models list", options, ModelList::of);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description =
                    "Tells all of one model: provenance, state of its files, what its configuration differs in from"
                            + " the production model's, every evaluation.",
            footer = {
                "",
                "Examples:",
                "  galaxy-vae models show --workspace survey",
                "  galaxy-vae models show --workspace survey 20260102T030405006-0000abcd"
            })
    static final class Show extends Subcommand {
        @Parameters(arity = "0..1", paramLabel = "MODEL_ID", description = "Default: the model in production.")
        private @Nullable String modelId;

        @Override
        public Integer call() throws Exception {
            return StageRunner.read("models show", options, context -> ModelDetails.of(context, modelId));
        }
    }

    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description =
                    "Puts a model into production and publishes its scores; the one before is retired. Refused (exit"
                            + " code 2) unless the model has scored the whole catalog and evaluate found it no worse than the"
                            + " production model on the same objects: injected anomalies, and labels where either has them.",
            footer = {
                "",
                "Example: all that a promotion takes",
                "  galaxy-vae score    --workspace survey --model 20260102T030405006-0000abcd",
                "  galaxy-vae evaluate --workspace survey --inject",
                "  galaxy-vae evaluate --workspace survey --inject --model 20260102T030405006-0000abcd",
                "  galaxy-vae models promote --workspace survey 20260102T030405006-0000abcd --note \"finer latents\""
            })
    static final class Promote extends Change {
        @Option(
                names = "--force",
                description = "Promote it though it is worse or was not measured; what stood against it is kept in the"
                        + " note.")
        private boolean force;

        @Option(
                names = "--tolerance",
                defaultValue = "0.02",
                paramLabel = "0..1",
                description = "By how much each measure may be worse than the production model's (default 0.02).")
        private double tolerance;

        @Override
        public Integer call() throws Exception {
            PromotionRequest request = new PromotionRequest(modelId, force, note, tolerance);
            return StageRunner.update(
                    "models promote", options, context -> new Promotion(context, publisher(context)).promote(request));
        }
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description =
                    "Puts the model back that the production model replaced, and publishes the scores it made last."
                            + " Nothing is measured. A second rollback goes one model further back.",
            footer = {
                "",
                "Examples:",
                "  galaxy-vae models rollback --workspace survey --note \"misses mergers\"",
                "  galaxy-vae models rollback --workspace survey --from 20260102T030405006-0000abcd    # safe to repeat"
            })
    static final class Rollback extends Writing {
        @Option(
                names = "--from",
                paramLabel = "MODEL_ID",
                description = "Refuse (exit code 2) where another model than this is in production.")
        private @Nullable String from;

        @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept in the table models.")
        private @Nullable String note;

        @Override
        public Integer call() throws Exception {
            return StageRunner.update(
                    "models rollback",
                    options,
                    context -> new Promotion(context, publisher(context)).rollback(from, note));
        }
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Takes a model out of service: score refuses it. Its rows and files stay until housekeeping"
                    + " removes them. The production model is refused (exit code 2).",
            footer = {
                "",
                "Example:",
                "  galaxy-vae models retire --workspace survey 20260102T030405006-0000abcd --note \"blurs arms\""
            })
    static final class Retire extends Change {
        @Override
        public Integer call() throws Exception {
            return StageRunner.update(
                    "models retire", options, context -> new ModelRegistry(context).retire(modelId, note));
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Makes a retired model a candidate again.",
            footer = {"", "Example:", "  galaxy-vae models restore --workspace survey 20260102T030405006-0000abcd"})
    static final class Restore extends Change {
        @Override
        public Integer call() throws Exception {
            return StageRunner.update(
                    "models restore", options, context -> new ModelRegistry(context).restore(modelId, note));
        }
    }

    private static Promotion.Publisher publisher(StageContext context) {
        return (runId, modelId) -> Handover.promote(context, runId, modelId);
    }
}
