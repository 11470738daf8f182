package org.galaxyvae.job;

import java.util.Objects;
import picocli.CommandLine;

/** The code's own version. */
final class Version implements CommandLine.IVersionProvider {
    /** From the jar's manifest; "development" when run from classes. */
    static final String CODE =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");

    @Override
    public String[] getVersion() {
        return new String[] {"galaxy-vae " + CODE};
    }
}
