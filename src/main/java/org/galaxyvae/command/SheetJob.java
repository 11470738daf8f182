package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.show.sheet.SheetStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws prepared images. */
@Command(
        name = "sheet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Draws the prepared images of objects on one sheet, with their quality flags.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae sheet --workspace survey --out sheets",
            "  galaxy-vae sheet --workspace survey --out trails --where 'flags & 1024 <> 0'",
            "  galaxy-vae sheet --workspace survey --out odd --where 'segments > 1' --order '-segmented_asymmetry'"
        })
final class SheetJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Takes sheet.png.")
    private String out = "";

    @Option(
            names = "--where",
            defaultValue = "",
            paramLabel = "SQL",
            description = "Condition on columns of tensors, quality and morphology; default: all objects.")
    private String where = "";

    @Option(
            names = "--order",
            defaultValue = "",
            paramLabel = "SQL",
            description = "Smallest first, such as -line; default: by object_id.")
    private String order = "";

    @Option(names = "--preparation", paramLabel = "ID", description = "Default: the one that was ingested last.")
    private @Nullable String preparation;

    @Option(
            names = "--limit",
            defaultValue = "60",
            paramLabel = "N",
            description = "Objects at most, 1 to 1000; default ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public Integer call() throws Exception {
        return StageRunner.read(
                "sheet", options, context -> SheetStage.run(context, out, preparation, where, order, limit));
    }
}
