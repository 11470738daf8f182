package org.galaxyvae;

import org.galaxyvae.command.GalaxyVae;

/** The class that spark-submit runs. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int code = GalaxyVae.run(arguments);
        System.out.flush();
        if (code != 0) {
            System.exit(code);
        }
    }
}
