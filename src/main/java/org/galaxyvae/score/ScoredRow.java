package org.galaxyvae.score;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.row.ColumnNames;
import org.galaxyvae.base.row.EachEvidence;
import org.galaxyvae.base.row.EvidenceColumns;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.References;

/**
 * What one image and one model give, as a pass over pixels leaves it; positions and split are not its business. Columns mean what
 * those of {@code evidences} and {@code latents} do.
 */
record ScoredRow(
        String objectId,
        String contentHash,
        float[] z,
        float[] zSd,
        double reconstructionLogProb,
        double reconstructionNll,
        double reconstructionNllSe,
        @EachEvidence double[] evidences,
        double anomalyScore,
        double networkScore,
        double pValue,
        double pTail,
        String topEvidence) {
    static final StructType SCHEMA = RecordColumns.schema(ScoredRow.class);

    /** What every row of today has and rows of an earlier version may be without. */
    static final List<String> MEASURED = Stream.concat(
                    Stream.of(
                            ColumnNames.ANOMALY_SCORE,
                            ColumnNames.NETWORK_SCORE,
                            ColumnNames.P_VALUE,
                            ColumnNames.P_TAIL),
                    Evidence.columns().stream())
            .toList();

    /** Combines what was measured. */
    static ScoredRow of(String contentHash, EvidenceModel.Result result, References references) {
        References.Combination combination = references.combine(result.evidences());
        return new ScoredRow(
                result.objectId(),
                contentHash,
                result.z(),
                result.zSd(),
                result.evidences().reconstructionLogProb(),
                result.evidences().of(Evidence.RECONSTRUCTION_NLL),
                result.evidences().reconstructionNllSe(),
                EvidenceColumns.EVIDENCES.stream()
                        .mapToDouble(result.evidences()::of)
                        .toArray(),
                combination.anomalyScore(),
                combination.networkScore(),
                references.pValue(combination.anomalyScore()),
                references.pTail(combination.anomalyScore()),
                combination.topEvidence());
    }
}
