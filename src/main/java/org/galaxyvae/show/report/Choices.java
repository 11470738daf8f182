package org.galaxyvae.show.report;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.galaxyvae.base.row.ColumnNames.ARTEFACT_PROBABILITY;
import static org.galaxyvae.base.row.ColumnNames.CHANGE;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.INTEREST;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_SD;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.LABEL_NEXT_RANK;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.PREVIOUS_RANK;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.galaxyvae.show.gallery.TopScores;

/** Chooses the objects of each gallery; ids alone come to the driver. */
final class Choices {
    /** What spoils an image, unlike what may be the sky's own: crowds, colors, copies. */
    private static final int SPOILED = Set.of(
                    QualityFlag.EMPTY,
                    QualityFlag.INVALID,
                    QualityFlag.SATURATED,
                    QualityFlag.MISSING,
                    QualityFlag.LOST_BAND,
                    QualityFlag.GRAPHICS,
                    QualityFlag.TRAIL,
                    QualityFlag.HOT_PIXELS,
                    QualityFlag.COLORED_PIXELS)
            .stream()
            .mapToInt(QualityFlag::bit)
            .sum();

    private static final double ARTIFACT = 0.5;

    private final ReportedRun run;
    private final TopScores scores;
    private final OptionalTables optional;
    private final long objects;
    private final int others;
    private final List<ChosenObjects> chosen = new ArrayList<>();
    private final List<Page.Missing> missing = new ArrayList<>();

    private Choices(ReportedRun run, TopScores scores, long objects) {
        this.run = run;
        this.scores = scores;
        this.objects = objects;
        this.optional = new OptionalTables(run.context());
        this.others = run.context().settings().report().others();
    }

    /** The galleries in the order of the page, those without an object left out. */
    static Choices of(ReportedRun run, TopScores scores, long objects, int top) {
        Choices choices = new Choices(run, scores, objects);
        choices.top(top);
        if (choices.others > 0) {
            choices.labelNext();
            choices.jumps();
            choices.artifacts();
            choices.typical();
        }
        return choices;
    }

    List<ChosenObjects> chosen() {
        return chosen;
    }

    List<Page.Missing> missing() {
        return missing;
    }

    private void top(int count) {
        Map<String, String> remarks = new LinkedHashMap<>();
        scores.first(count, "rank").forEach(row -> remarks.put(row.getAs(OBJECT_ID), ""));
        chosen.add(new ChosenObjects(
                "top",
                "Most anomalous",
                "The first " + remarks.size() + " of the ranking by anomaly score.",
                true,
                remarks));
    }

    private void labelNext() {
        Dataset<Row> interest = optional.of("interest", run.model().modelId());
        if (interest == null) {
            missing.add(new Page.Missing("what to label next", "galaxy-vae label, then galaxy-vae rerank"));
            return;
        }
        add(
                "next",
                "Label these next",
                "Where a label teaches most: of high and uncertain interest.",
                interest.where("label_next_rank IS NOT NULL") // null: it has its label
                        .orderBy(LABEL_NEXT_RANK, OBJECT_ID)
                        .select(OBJECT_ID, INTEREST, INTEREST_SD)
                        .takeAsList(others),
                row -> String.format(Locale.ROOT, "interest %.2f ± %.2f", row.getDouble(1), row.getDouble(2)));
    }

    private void jumps() {
        Dataset<Row> jumps = run.context()
                .tables()
                .readOrEmpty(Specs.SCORE_CHANGES)
                .where(col(RUN_ID).equalTo(run.runId()).and(col(CHANGE).equalTo("rank_jump")));
        List<Row> first = jumps.orderBy(
                        abs(log(col(RANK).cast("double").divide(col(PREVIOUS_RANK))))
                                .desc(),
                        col(OBJECT_ID))
                .select(OBJECT_ID, PREVIOUS_RANK, RANK)
                .takeAsList(others);
        if (first.isEmpty()) {
            missing.add(
                    new Page.Missing("rank jumps", "a night after the first, galaxy-vae nightly, in which ranks jump"));
            return;
        }
        add(
                "jumps",
                "Rank jumps",
                "Objects whose rank changed most since the published night before.",
                first,
                row -> String.format(Locale.ROOT, "rank %,d, was %,d", row.getLong(2), row.getLong(1)));
    }

    private void artifacts() {
        Dataset<Row> measured = optional.of("artefacts", run.model().modelId());
        if (measured != null) {
            add(
                    "artifacts",
                    "Likely artifacts",
                    "Objects whose image more likely shows a fault than a galaxy, the likeliest first.",
                    measured.where(col(ARTEFACT_PROBABILITY).geq(ARTIFACT))
                            .orderBy(col(ARTEFACT_PROBABILITY).desc(), col(OBJECT_ID))
                            .select(OBJECT_ID, ARTEFACT_PROBABILITY, KIND)
                            .takeAsList(others),
                    row -> String.format(Locale.ROOT, "artifact with probability %.2f", row.getDouble(1))
                            + (row.isNullAt(2) ? "" : ", " + row.getString(2).replace('_', ' ')));
            return;
        }
        Dataset<Row> quality = run.context()
                .tables()
                .readOrEmpty(Specs.QUALITY)
                .where(col(PREPARATION_ID)
                        .equalTo(run.model().preparationId())
                        .and(col(FLAGS).bitwiseAND(lit(SPOILED)).gt(0)))
                .select(OBJECT_ID);
        List<Row> flagged = scores.rows()
                .select(OBJECT_ID, RANK)
                .join(quality, OBJECT_ID)
                .orderBy(RANK)
                .select(OBJECT_ID)
                .takeAsList(others);
        add(
                "artifacts",
                "Likely artifacts",
                "The first of the ranking whose quality flags say that the image is spoiled.",
                flagged,
                row -> ""); // its flags stand on every card
    }

    private void typical() {
        long middle = (objects + 1) / 2;
        add(
                "typical",
                "Typical galaxies",
                "Around the middle of the ranking, to compare with.",
                scores.rows()
                        .where(abs(col(RANK).minus(lit(middle))).leq(greatest(lit(1), lit(others))))
                        .orderBy(abs(col(RANK).minus(lit(middle))), col(RANK))
                        .select(OBJECT_ID)
                        .takeAsList(others),
                row -> "");
    }

    private interface Remark {
        String of(Row row);
    }

    private void add(String key, String title, String text, List<Row> rows, Remark remark) {
        Map<String, String> remarks = new LinkedHashMap<>();
        rows.forEach(row -> remarks.putIfAbsent(row.getString(0), remark.of(row)));
        if (!remarks.isEmpty()) {
            chosen.add(new ChosenObjects(key, title, text, false, remarks));
        }
    }
}
