package org.galaxyvae.fault;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A moment between two changes of a workspace's files, and what happens there.
 *
 * @param behind counting begins when a change of this has been seen; empty: at once
 * @param at the change before which it happens: create, rename (to), delete or mkdirs, a blank, a path; a regular expression that
 *     must be found in it
 * @param count the how manieth such change, from 1
 * @param command for {@code sh -c}; the JVM is its parent, so that {@link #KILL} ends it as the kernel would
 */
record FaultPoint(String behind, String at, int count, String command) {
    /** The shell waits until its parent is gone, so that not one more instruction of it that matters is run. */
    static final String KILL = "kill -KILL $PPID; read gone";

    private static final String PREFIX = "FAULT_";

    /** What a JVM was started with; without any, nothing ever happens. */
    static Counted ofEnvironment(Map<String, String> environment) {
        return new Counted(new FaultPoint(
                environment.getOrDefault(PREFIX + "BEHIND", ""),
                environment.getOrDefault(PREFIX + "AT", ""),
                Integer.parseInt(environment.getOrDefault(PREFIX + "COUNT", "1")),
                environment.getOrDefault(PREFIX + "COMMAND", "")));
    }

    /** What the JVM must be started with. */
    Map<String, String> environment() {
        return Map.of(
                PREFIX + "BEHIND",
                behind,
                PREFIX + "AT",
                at,
                PREFIX + "COUNT",
                "" + count,
                PREFIX + "COMMAND",
                command);
    }

    /** The same, counting. */
    static final class Counted {
        private final FaultPoint point;
        private final Pattern behind;
        private final Pattern at;
        private boolean armed;
        private int seen;

        private Counted(FaultPoint point) {
            this.point = point;
            this.behind = Pattern.compile(point.behind);
            this.at = Pattern.compile(point.at);
            this.armed = point.behind.isEmpty();
        }

        /** Called before each change; while one is looked at or the fault happens, those of other threads wait. */
        synchronized void before(String change, String path) throws IOException {
            if (!point.at.isEmpty() && isNow(change + " " + path)) {
                strike();
            }
        }

        private boolean isNow(String change) {
            if (!armed) {
                armed = behind.matcher(change).find();
                return false;
            }
            return at.matcher(change).find() && ++seen == point.count;
        }

        private void strike() throws IOException {
            Process process = new ProcessBuilder("sh", "-c", point.command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                if (!process.waitFor(15, TimeUnit.MINUTES)) {
                    throw new IOException("No end of the fault: " + point.command);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
