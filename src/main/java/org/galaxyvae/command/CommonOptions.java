package org.galaxyvae.command;

import picocli.CommandLine.Option;

/** The options of every command that prints a summary. */
final class CommonOptions extends ConfigurationOptions {
    @Option(names = "--json", description = "Print the summary as one JSON object, last line of standard output.")
    boolean json;
}
