package org.galaxyvae.show.report;

import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * What to report and where to.
 *
 * @param runId the published run, or null for the production model's last
 * @param top objects shown in full, 1 to 500
 * @param labelColumn column of {@code catalog} to show beside, or null
 * @param out file or URI, or null for the workspace's own place
 */
public record ReportRequest(
        @Nullable String runId,
        int top,
        @Nullable String labelColumn,
        @Nullable String out) {
    private static final int MOST = 500;

    public ReportRequest {
        if (top < 1 || top > MOST) {
            throw new RequestException("Invalid --top " + top + ": expected 1 to " + MOST + " objects");
        }
        if (out != null && (out.isBlank() || out.endsWith("/"))) {
            throw new RequestException("Invalid --out \"" + out + "\": expected a file such as survey.html");
        }
    }
}
