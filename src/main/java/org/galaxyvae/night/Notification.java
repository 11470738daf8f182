package org.galaxyvae.night;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people how a night ended. What goes wrong with that is logged and changes nothing: the night is as it is.
 *
 * @param command run by {@code sh -c}, with GALAXY_VAE_NIGHT, GALAXY_VAE_RUN_ID and GALAXY_VAE_OUTCOME; empty: nobody is told
 * @param night the night's date
 */
public record Notification(String command, String night) {
    private static final Logger LOG = LoggerFactory.getLogger(Notification.class);
    private static final int PATIENCE_S = 60;

    /** Of a night that ended with a report. */
    public void ended(String runId, String outcome, List<String> lines) {
        tell(runId, outcome, lines);
    }

    /** Of a night that ended with an error. */
    public void failed(Exception failure) {
        tell("", "failed", List.of("night " + night + " failed: " + failure.getMessage()));
    }

    private void tell(String runId, String outcome, List<String> lines) {
        if (command.isEmpty()) {
            return;
        }
        try {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("GALAXY_VAE_NIGHT", night);
            builder.environment().put("GALAXY_VAE_RUN_ID", runId);
            builder.environment().put("GALAXY_VAE_OUTCOME", outcome);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                LOG.debug("The notification command did not read the report", e); // it need not
            }
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warn("nightly.notify_command took more than {} s and was ended", PATIENCE_S);
            } else if (process.exitValue() != 0) {
                LOG.warn("nightly.notify_command ended with exit code {}", process.exitValue());
            }
        } catch (IOException e) {
            LOG.warn("Cannot run nightly.notify_command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
