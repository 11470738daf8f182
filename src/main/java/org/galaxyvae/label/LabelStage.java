package org.galaxyvae.label;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.ARTEFACT;
import static org.galaxyvae.base.row.ColumnNames.COMMENT;
import static org.galaxyvae.base.row.ColumnNames.INTEREST;
import static org.galaxyvae.base.row.ColumnNames.LABELED_AT;
import static org.galaxyvae.base.row.ColumnNames.LABELER;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.REPORT_RUN_ID;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.row.LabelRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.model.scored.Chosen;
import org.jspecify.annotations.Nullable;

/** Adds labels to the table {@code labels}: all of a file in one commit, or none. */
public final class LabelStage {
    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final int MAX_PROBLEMS_TOLD = 200;

    private LabelStage() {}

    /**
     * Runs the stage.
     *
     * @throws InvalidDataException where a row of the file is wrong, with all problems by line, and nothing is written
     * @throws RequestException where the one label is
     */
    public static LabelSummary run(StageContext context, LabelRequest request) {
        context.spark().sparkContext().setJobDescription("label");
        String file = request.file();
        LabelFile given = file == null ? single(context, request) : ofFile(context, file, request.labeler());
        List<String> problems = new ArrayList<>(given.problems());
        List<GivenLabel> labels = known(context, given.labels(), problems);
        Map<GivenLabel.Key, GivenLabel> there = there(context, labels);
        List<GivenLabel> fresh = new ArrayList<>();
        for (GivenLabel label : labels) {
            GivenLabel earlier = there.get(label.key());
            if (earlier == null) {
                fresh.add(label);
            } else if (!earlier.saysTheSameAs(label)) {
                problems.add(where(label) + "object " + label.objectId() + " has another label by " + label.labeler()
                        + " of the same time " + label.labeledAt() + ", expected a later labeled_at");
            }
        }
        if (!problems.isEmpty() && (!request.skipInvalid() || (fresh.isEmpty() && there.isEmpty()))) {
            String message = told(file, problems);
            throw file == null ? new RequestException(message) : new InvalidDataException(message);
        }
        if (!fresh.isEmpty()) {
            context.tables().append(Specs.LABELS, rows(context, fresh, file));
        }
        Dataset<Row> all = context.tables().readOrEmpty(Specs.LABELS);
        return new LabelSummary(
                file,
                fresh.size(),
                there.size(),
                given.blank(),
                problems,
                all.count(),
                all.select(OBJECT_ID).distinct().count());
    }

    private static LabelFile single(StageContext context, LabelRequest request) {
        List<String> problems = new ArrayList<>();
        Instant now = context.startedAt();
        GivenLabel label =
                new LabelLine(0, request.single()).label(new LabelLine.Defaults(request.labeler(), now, now), problems);
        return new LabelFile(label == null ? List.of() : List.of(label), 0, problems);
    }

    private static LabelFile ofFile(StageContext context, String file, @Nullable String labeler) {
        try {
            Path path = new Path(file);
            FileSystem files = path.getFileSystem(context.spark().sparkContext().hadoopConfiguration());
            if (!files.exists(path)) {
                throw new InvalidDataException("Cannot read labels " + file + ": no such file");
            }
            FileStatus status = files.getFileStatus(path);
            if (status.isDirectory() || status.getLen() > MAX_FILE_BYTES) {
                throw new InvalidDataException("Cannot read labels " + file + ": "
                        + (status.isDirectory() ? "a folder" : status.getLen() + " bytes")
                        + ", expected a file of at most "
                        + MAX_FILE_BYTES + " bytes");
            }
            return LabelFile.read(
                    WholeFile.read(files, path),
                    new LabelLine.Defaults(
                            labeler, Instant.ofEpochMilli(status.getModificationTime()), context.startedAt()));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDataException("Cannot read labels " + file + ": " + e.getMessage(), e);
        }
    }

    /** Those of objects that the workspace knows. */
    private static List<GivenLabel> known(StageContext context, List<GivenLabel> labels, List<String> problems) {
        if (labels.isEmpty()) {
            return labels;
        }
        Dataset<Row> objects = context.tables()
                .read(Specs.TENSORS)
                .select(OBJECT_ID)
                .unionByName(context.tables().readOrEmpty(Specs.CATALOG).select(OBJECT_ID));
        Set<String> known = new HashSet<>(objects.join(ids(context, labels), OBJECT_ID)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
        List<GivenLabel> good = new ArrayList<>();
        for (GivenLabel label : labels) {
            if (known.contains(label.objectId())) {
                good.add(label);
            } else {
                problems.add(where(label) + "unknown object_id \"" + label.objectId()
                        + "\", expected one that was ingested");
            }
        }
        return good;
    }

    private static Dataset<Row> ids(StageContext context, List<GivenLabel> labels) {
        return Chosen.ids(
                context.spark(),
                labels.stream().map(GivenLabel::objectId).distinct().toList());
    }

    /** What the table has under the same keys. */
    private static Map<GivenLabel.Key, GivenLabel> there(StageContext context, List<GivenLabel> labels) {
        Map<GivenLabel.Key, GivenLabel> there = new HashMap<>();
        if (labels.isEmpty()) {
            return there;
        }
        Set<GivenLabel.Key> wanted = new HashSet<>();
        labels.forEach(label -> wanted.add(label.key()));
        for (Row row : context.tables()
                .readOrEmpty(Specs.LABELS)
                .join(ids(context, labels), OBJECT_ID)
                .select(
                        col(OBJECT_ID),
                        col(INTEREST),
                        col(ARTEFACT),
                        col(COMMENT),
                        col(LABELER),
                        col(LABELED_AT),
                        col(REPORT_RUN_ID))
                .collectAsList()) {
            GivenLabel label = new GivenLabel(
                    0,
                    row.getString(0),
                    row.getAs(1),
                    row.getAs(2),
                    row.getAs(3),
                    row.getString(4),
                    row.getTimestamp(5).toInstant(),
                    row.getAs(6));
            if (wanted.contains(label.key())) {
                there.put(label.key(), label);
            }
        }
        return there;
    }

    private static Dataset<Row> rows(StageContext context, List<GivenLabel> labels, @Nullable String file) {
        List<LabelRow> rows = labels.stream()
                .map(label -> new LabelRow(
                        label.objectId(),
                        label.interest(),
                        label.artifact(),
                        label.comment(),
                        label.labeler(),
                        label.labeledAt(),
                        label.reportRunId(),
                        file,
                        context.runId()))
                .toList();
        return RecordColumns.dataset(context.spark(), LabelRow.class, rows).coalesce(1);
    }

    private static String where(GivenLabel label) {
        return label.line() == 0 ? "" : "line " + label.line() + ": ";
    }

    private static String told(@Nullable String file, List<String> problems) {
        List<String> lines = new ArrayList<>();
        lines.add("Cannot " + (file == null ? "label" : "take labels of " + Objects.requireNonNull(file)) + ": "
                + problems.size() + (problems.size() == 1 ? " problem" : " problems") + ", nothing was written");
        problems.stream().limit(MAX_PROBLEMS_TOLD).forEach(problem -> lines.add("  " + problem));
        if (problems.size() > MAX_PROBLEMS_TOLD) {
            lines.add("  and " + (problems.size() - MAX_PROBLEMS_TOLD) + " more");
        }
        return String.join(System.lineSeparator(), lines);
    }
}
