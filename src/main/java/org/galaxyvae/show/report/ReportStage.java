package org.galaxyvae.show.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.pixel.draw.SignedMap;
import org.galaxyvae.show.gallery.ShownObjects;
import org.galaxyvae.show.gallery.TopScores;
import org.jspecify.annotations.Nullable;

/** Writes one page about a run: a file that needs no network and no other file. */
public final class ReportStage {
    private static final int MOST_BYTES = 20_000_000;

    private ReportStage() {}

    /**
     * Runs the stage; writes the page, whole or not at all, and no table.
     *
     * @param seconds by stage, of a night whose row is not written yet; else empty
     * @throws RequestException where there is no such run, or the page would be too long
     */
    public static ReportSummary run(StageContext context, ReportRequest request, Map<String, Double> seconds) {
        ReportedRun run = ReportedRun.of(context, request.runId());
        context.spark().sparkContext().setJobDescription("report on run " + run.runId());
        TopScores scores = TopScores.read(run.context(), run.model().modelId(), request.labelColumn());
        RunFacts known = new RunFacts(run, scores);
        RunFacts.Counts counts = known.counts();
        context.progress().note("choosing objects");
        Choices choices = Choices.of(run, scores, counts.objects(), request.top());
        List<Page.Gallery> galleries = galleries(context, run, scores, choices.chosen(), counts.objects());
        context.progress().note("counting and drawing");
        Charted charted = Charted.of(run, scores, counts.objects());
        List<Page.Missing> missing = new ArrayList<>(choices.missing());
        missing.addAll(charted.missing());
        byte[] html = PageText.of(page(run, known, counts, seconds, galleries, missing, charted));
        requireShort(context, request, html.length);
        String file = write(context, run, request, html);
        Map<String, Integer> shownBy = new LinkedHashMap<>();
        galleries.forEach(gallery -> shownBy.put(gallery.key(), gallery.cards().size()));
        return new ReportSummary(
                run.runId(),
                run.model().modelId(),
                file,
                html.length,
                counts.objects(),
                shownBy,
                charted.map() == null ? 0 : charted.map().ids().size(),
                missing.stream()
                        .map(left -> left.section() + "; made by " + left.remedy())
                        .toList());
    }

    /** What is charted by scripts; null where what it shows was not made. */
    private record Charted(
            Charts charts,
            Page.@Nullable Evaluation evaluation,
            @Nullable LatentMap map) {
        static Charted of(ReportedRun run, TopScores scores, long objects) {
            return new Charted(
                    Charts.of(run, scores), new Curves(run).evaluation(), LatentMap.of(run, scores, objects));
        }

        List<Page.Missing> missing() {
            List<Page.Missing> missing = new ArrayList<>();
            if (evaluation == null) {
                missing.add(new Page.Missing("evaluation curves", "galaxy-vae evaluate"));
            }
            if (map == null) {
                missing.add(new Page.Missing("map of the latent space", "galaxy-vae map"));
            }
            return missing;
        }
    }

    private static Page page(
            ReportedRun run,
            RunFacts known,
            RunFacts.Counts counts,
            Map<String, Double> seconds,
            List<Page.Gallery> galleries,
            List<Page.Missing> missing,
            Charted charted) {
        LatentMap map = charted.map();
        return new Page(
                "Galaxies of run " + run.runId(),
                run.runId(),
                run.model().modelId(),
                String.format(Locale.ROOT, "%,d galaxies ranked by how unusual they are", counts.objects()),
                known.groups(counts, seconds),
                known.checks(),
                galleries,
                missing,
                SignedMap.cssGradient(),
                String.format(Locale.ROOT, "%.0f", Cards.RESIDUAL_LIMIT),
                charted.evaluation(),
                !charted.charts().learned().isEmpty(),
                ScriptJson.of(charted.charts()),
                map == null ? null : ScriptJson.of(map),
                map == null ? null : map.note(counts.objects()));
    }

    private static void requireShort(StageContext context, ReportRequest request, int bytes) {
        if (bytes > MOST_BYTES) {
            throw new RequestException(String.format(
                    Locale.ROOT,
                    "Cannot write a report of %.1f MB, expected at most %.0f: show fewer objects (--top, now %d; report.others,"
                            + " now %d) or a smaller map (report.map_sprites, now %d)",
                    bytes / 1e6,
                    MOST_BYTES / 1e6,
                    request.top(),
                    context.settings().report().others(),
                    context.settings().report().mapSprites()));
        }
    }

    /** The cards of the chosen objects, with pictures of those of full galleries. */
    private static List<Page.Gallery> galleries(
            StageContext context, ReportedRun run, TopScores scores, List<ChosenObjects> chosen, long objects) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> full = new LinkedHashSet<>();
        for (ChosenObjects gallery : chosen) {
            ids.addAll(gallery.remarks().keySet());
            if (gallery.full()) {
                full.addAll(gallery.remarks().keySet());
            }
        }
        context.progress().note("reading and reconstructing " + ids.size() + " of them");
        List<Row> rows = List.copyOf(new OptionalTables(context)
                .byId(scores.rows(), ids, "object_id")
                .values());
        ShownObjects shown = ShownObjects.read(
                run.context(),
                run.model(),
                rows,
                full,
                context.settings().explain().neighbors());
        return galleries(run, chosen, ids, shown, objects);
    }

    private static List<Page.Gallery> galleries(
            ReportedRun run, List<ChosenObjects> chosen, Collection<String> ids, ShownObjects shown, long objects) {
        ObjectFacts facts = new ObjectFacts(run);
        long pictures = chosen.stream()
                .mapToLong(gallery -> 3L * gallery.remarks().size())
                .sum();
        try (DataUri uris = DataUri.forPixels(pictures * shown.size() * shown.size())) {
            return new Cards(shown, uris, objects, facts.beside(ids), facts.catalog(ids)).galleries(chosen);
        }
    }

    private static String write(StageContext context, ReportedRun run, ReportRequest request, byte[] html) {
        Path target = request.out() == null
                ? new Path(context.workspace().report(run.runId()), "report.html")
                : new Path(request.out());
        try {
            Path whole = target.getFileSystem(context.spark().sparkContext().hadoopConfiguration())
                    .makeQualified(target);
            Path folder = whole.getParent();
            if (folder == null) {
                throw new RequestException("Invalid --out " + target + ": expected a file");
            }
            return OutputDirectory.open(
                            folder.toString(), context.spark().sparkContext().hadoopConfiguration())
                    .write(whole.getName(), html);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("Cannot write to --out " + target + ": " + e.getMessage());
        }
    }
}
