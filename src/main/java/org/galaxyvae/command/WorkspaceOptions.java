package org.galaxyvae.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works in a workspace. */
class WorkspaceOptions {
    @Option(
            names = "--workspace",
            required = true,
            paramLabel = "DIR_OR_URI",
            description = "Where the tables, models and published results of one survey live.")
    String workspace = "";

    @Mixin
    CommonOptions common = new CommonOptions();
}
