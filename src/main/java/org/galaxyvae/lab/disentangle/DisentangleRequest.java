package org.galaxyvae.lab.disentangle;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Which model to measure against what.
 *
 * @param modelId null for production
 * @param factors each {@code name=SQL} over columns of the catalog, or a column's name; with none and no angles what the
 *     catalog has
 * @param angles the same of an axis's angles, degrees
 * @param where SQL condition on columns of the catalog; empty: all
 * @param out folder for disentanglement.png
 */
public record DisentangleRequest(
        @Nullable String modelId, List<String> factors, List<String> angles, String where, String out) {
    public DisentangleRequest {
        factors = List.copyOf(factors);
        angles = List.copyOf(angles);
    }

    /** Those that were named. */
    List<FactorColumn> columns() {
        List<FactorColumn> columns = new ArrayList<>();
        factors.forEach(text -> columns.add(FactorColumn.of("--factor", text, false)));
        angles.forEach(text -> columns.add(FactorColumn.of("--angle", text, true)));
        if (columns.stream().map(FactorColumn::name).distinct().count() < columns.size()) {
            throw new RequestException("Invalid --factor or --angle: two of one name, expected each once");
        }
        return columns;
    }
}
