package org.galaxyvae.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.night.NightPlan;
import org.galaxyvae.night.NightSummary;
import org.galaxyvae.night.NightlyStage;
import org.galaxyvae.night.Notification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae nightly}. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "One night: ingests what is new under nightly.images, scores what is new or changed, ranks the whole catalog,"
                    + " audits it unseen, publishes it and says what changed.",
            "A night that its audit refuses leaves the last one published and ends with exit code 4."
        },
        footer = {
            "",
            "Examples:",
            "  galaxy-vae nightly --workspace survey --config nightly.yaml",
            "  galaxy-vae nightly --workspace survey --set 'nightly.images=[incoming]' --dry-run"
        })
final class NightlyJob implements Callable<Integer> {
    private static final int REFUSED = 4;

    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The night's date, for reports; default: today, UTC.")
    private @Nullable String date;

    @Option(
            names = "--dry-run",
            description = "Says what would be done and about how long it would take; changes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        String night = date();
        if (dryRun) {
            return StageRunner.read("nightly", options, NightPlan::of);
        }
        AtomicBoolean published = new AtomicBoolean();
        Notification notification =
                new Notification(options.common.settings().nightly().notifyCommand(), night);
        int code;
        try {
            code = StageRunner.update("nightly", options, context -> {
                NightSummary summary = NightlyStage.run(context, night);
                published.set(summary.published());
                notification.ended(context.runId(), summary.outcome(), summary.lines());
                return summary;
            });
        } catch (Exception e) {
            notification.failed(e);
            throw e;
        }
        return code == 0 && !published.get() ? REFUSED : code;
    }

    private String date() {
        try {
            return date == null
                    ? LocalDate.now(ZoneOffset.UTC).toString()
                    : LocalDate.parse(date).toString();
        } catch (DateTimeParseException e) {
            throw new RequestException("Invalid --date " + date + ", expected a day such as 2026-03-31");
        }
    }
}
