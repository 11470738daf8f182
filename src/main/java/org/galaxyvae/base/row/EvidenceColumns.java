package org.galaxyvae.base.row;

import java.util.List;
import org.galaxyvae.base.vocabulary.Evidence;

/** The evidences of {@code evidences} and {@code scores} that no component of their records names. */
public final class EvidenceColumns {
    /** In the order of the tables. */
    public static final List<Evidence> EVIDENCES = Evidence.inTables().stream()
            .filter(evidence -> evidence != Evidence.RECONSTRUCTION_NLL)
            .toList();

    /** Their columns. */
    public static final List<String> NAMES =
            EVIDENCES.stream().map(Evidence::column).toList();

    private EvidenceColumns() {}
}
