package org.galaxyvae.command;

import picocli.CommandLine.Option;

/** Where a command puts the files that it makes for people. */
final class OutOption {
    @Option(
            names = "--out",
            defaultValue = ".",
            paramLabel = "DIR_OR_URI",
            description = "Directory for the files; made where there is none. Default: the current one.")
    String directory = "";
}
