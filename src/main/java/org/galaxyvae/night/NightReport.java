package org.galaxyvae.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.show.report.ReportRequest;
import org.galaxyvae.show.report.ReportStage;

/** What people read about a night: {@code report.txt}, {@code report.json} and, of a published one, pictures and a page. */
record NightReport(StageContext context, String night) {
    private static final int PICTURED = 100;
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    int pictured() {
        return PICTURED;
    }

    String folder() {
        return context.workspace().night(context.runId()).toString();
    }

    /** The page, where it is wanted; the night is published by now, so that a page that fails is no failure of it. */
    void page(Map<String, Double> seconds) {
        if (!context.settings().nightly().htmlReport()) {
            return;
        }
        try {
            int top = context.settings().report().top();
            ReportStage.run(context, new ReportRequest(context.runId(), top, null, folder() + "/report.html"), seconds);
        } catch (RuntimeException e) {
            context.progress().note("cannot write the night's page: " + e.getMessage());
        }
    }

    void write(NightSummary summary) throws JsonProcessingException {
        OutputDirectory out =
                OutputDirectory.open(folder(), context.spark().sparkContext().hadoopConfiguration());
        out.write("report.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(summary));
        StringBuilder text = new StringBuilder(String.join("\n", summary.lines())).append("\n\nchecks\n");
        summary.checks()
                .forEach(check -> text.append(check.passed() ? "  ok      " : "  FAILED  ")
                        .append(check.check())
                        .append(": ")
                        .append(check.message())
                        .append('\n'));
        out.write("report.txt", text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
