package org.galaxyvae.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command works with. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "MODEL_ID",
            description = "The model; default: the one in production. galaxy-vae models list tells all.")
    @Nullable
    String modelId;
}
