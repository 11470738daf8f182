package org.galaxyvae.command;

import org.galaxyvae.base.run.Build;
import picocli.CommandLine;

/** The code's own version. */
final class Version implements CommandLine.IVersionProvider {
    /** Version and commit, for the rows of {@code runs}. */
    static final String CODE = Build.current().label();

    @Override
    public String[] getVersion() {
        return new String[] {"galaxy-vae " + CODE};
    }
}
