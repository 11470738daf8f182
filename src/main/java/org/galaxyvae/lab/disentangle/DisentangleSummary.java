package org.galaxyvae.lab.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;

/**
 * How latent units and known factors go together.
 *
 * @param objects measured
 * @param picture the matrix of correlations
 * @param notes what to keep in mind
 */
record DisentangleSummary(
        String runId, String modelId, long objects, Disentanglement found, String picture, List<String> notes)
        implements Summary {
    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(notes);
        lines.add(String.format(
                Locale.ROOT, "model %s, %,d objects; in table disentanglements, run %s", modelId, objects, runId));
        Disentanglement.Overall overall = found.overall();
        if (overall != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "MIG %.3f  SAP %.3f  DCI disentanglement %.3f, completeness %.3f, informativeness %.3f",
                    overall.mig(),
                    overall.sap(),
                    overall.dciDisentanglement(),
                    overall.dciCompleteness(),
                    overall.dciInformativeness()));
        }
        lines.addAll(overall == null ? correlationLines() : factorLines());
        lines.add("picture  " + picture);
        return lines;
    }

    private List<String> factorLines() {
        return TextTable.lines(
                List.of("factor", "MIG", "SAP", "completeness", "informativeness", "best unit"),
                found.factors().stream()
                        .map(factor -> Arrays.asList(
                                factor.factor(),
                                number(factor.mig()),
                                number(factor.sap()),
                                number(factor.dciCompleteness()),
                                number(factor.dciInformativeness()),
                                "z[" + factor.bestUnit() + "]"))
                        .toList());
    }

    /** Of each column the three units that follow it most. */
    private List<String> correlationLines() {
        return TextTable.lines(
                List.of("column", "objects", "first", "second", "third"),
                found.correlations().stream()
                        .map(column -> {
                            List<String> cells =
                                    new ArrayList<>(List.of(column.column(), Long.toString(column.objects())));
                            List<Integer> order = IntStream.range(
                                            0, column.spearman().size())
                                    .boxed()
                                    .sorted(Comparator.comparingDouble(
                                            unit -> -Math.abs(column.spearman().get(unit))))
                                    .toList();
                            for (int place = 0; place < 3; place++) {
                                cells.add(place < order.size() ? unit(column, order.get(place)) : "");
                            }
                            return cells;
                        })
                        .toList());
    }

    private static String unit(Disentanglement.Correlations column, int unit) {
        return String.format(Locale.ROOT, "z[%d] %+.3f", unit, column.spearman().get(unit));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
