package org.galaxyvae.score;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.References;

/**
 * What one image and one model give; positions and split are not its business.
 *
 * @param contentHash of the image
 * @param references of the model
 */
record ScoredRow(
        String contentHash, EvidenceModel.Result result, References references, References.Combination combination) {
    /** The columns, each with its type and where its value comes from. */
    private static final List<Field> FIELDS = Stream.concat(
                    Stream.of(
                            new Field("object_id", "STRING", row -> row.result.objectId()),
                            new Field("content_hash", "STRING", row -> row.contentHash),
                            new Field("z", "ARRAY<FLOAT>", row -> row.result.z()),
                            new Field("z_sd", "ARRAY<FLOAT>", row -> row.result.zSd()),
                            new Field(
                                    "reconstruction_log_prob",
                                    "DOUBLE",
                                    row -> row.result.evidences().reconstructionLogProb()),
                            new Field(
                                    "reconstruction_nll_se",
                                    "DOUBLE",
                                    row -> row.result.evidences().reconstructionNllSe()),
                            new Field("anomaly_score", "DOUBLE", row -> row.combination.anomalyScore()),
                            new Field("network_score", "DOUBLE", row -> row.combination.networkScore()),
                            new Field(
                                    "p_value", "DOUBLE", row -> row.references.pValue(row.combination.anomalyScore())),
                            new Field("p_tail", "DOUBLE", row -> row.references.pTail(row.combination.anomalyScore())),
                            new Field("top_evidence", "STRING", row -> row.combination.topEvidence())),
                    Arrays.stream(Evidence.values())
                            .map(evidence -> new Field(
                                    evidence.column(),
                                    "DOUBLE",
                                    row -> row.result.evidences().of(evidence))))
            .toList();

    static final StructType SCHEMA = StructType.fromDDL(
            FIELDS.stream().map(field -> field.name + " " + field.type).collect(Collectors.joining(", ")));

    /** What every row of today has and rows of an earlier version may be without. */
    static final List<String> MEASURED = Stream.concat(
                    Stream.of("anomaly_score", "network_score", "p_value", "p_tail"), Evidence.columns().stream())
            .toList();

    private record Field(String name, String type, Function<ScoredRow, Object> value) {}

    /** Combines what was measured. */
    static ScoredRow of(String contentHash, EvidenceModel.Result result, References references) {
        return new ScoredRow(contentHash, result, references, references.combine(result.evidences()));
    }

    /** As {@link #SCHEMA}. */
    Row toRow() {
        return RowFactory.create(
                FIELDS.stream().map(field -> field.value.apply(this)).toArray());
    }
}
