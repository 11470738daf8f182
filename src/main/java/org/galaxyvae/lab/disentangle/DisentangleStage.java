package org.galaxyvae.lab.disentangle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.row.DisentanglementRow;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.MatrixPicture;
import org.galaxyvae.pixel.maths.CounterRandom;

/** Measures how single latent units and known factors go together, and writes it in one commit. */
public final class DisentangleStage {
    /** The factor of rows that are of all, and the unit of rows that are of none. */
    private static final String ALL = "(all)";

    private static final int NO_UNIT = -1;

    private DisentangleStage() {}

    /**
     * Runs the stage.
     *
     * @throws RequestException where an expression does not hold for the catalog
     * @throws InvalidDataException where too few objects are known
     */
    public static DisentangleSummary run(StageContext context, DisentangleRequest request) {
        ModelChoice choice = ModelChoice.of(context, request.modelId());
        context.spark().sparkContext().setJobDescription("disentangle model " + choice.modelId());
        StructType catalog = context.tables().read(Specs.CATALOG).schema();
        List<FactorColumn> named = request.columns();
        boolean truth = !named.isEmpty() || FactorColumn.areSimulated(catalog);
        List<String> notes = new ArrayList<>();
        String where = request.where();
        if (named.isEmpty() && truth) {
            notes.add("factors of a simulated survey, planted anomalies left out");
            where = where.isBlank() ? "not is_anomaly" : "(" + where + ") and not is_anomaly";
        } else if (!truth) {
            notes.add("correlations alone: a catalog's columns are not known to be the factors behind the images;"
                    + " --factor names those to measure");
        }
        List<FactorColumn> columns = named.isEmpty() ? FactorColumn.of(catalog) : named;
        if (columns.isEmpty()) {
            throw new InvalidDataException(
                    "Cannot measure disentanglement: the catalog has no column of numbers but the position");
        }
        FactoredObjects known = FactoredObjects.of(context, choice.modelId(), columns, where);
        Disentanglement found = truth ? measured(context, known) : correlated(known);
        String picture = OutputDirectory.open(
                        request.out(), context.spark().sparkContext().hadoopConfiguration())
                .write("disentanglement.png", picture(found));
        context.tables()
                .append(
                        Specs.DISENTANGLEMENTS,
                        RecordColumns.dataset(
                                        context.spark(), DisentanglementRow.class, rows(context, choice, known, found))
                                .coalesce(1));
        return new DisentangleSummary(
                context.runId(), choice.modelId(), known.objectIds().size(), found, picture, notes);
    }

    private static Disentanglement measured(StageContext context, FactoredObjects known) {
        int factors = known.factors().size();
        double[][] importance = new double[known.units().length][factors];
        double[] explained = new double[factors];
        long seed = context.settings().seed();
        for (int k = 0; k < factors; k++) {
            Factor whole = known.factors().get(k);
            int[] objects = whole.known();
            context.progress().note("forest " + (k + 1) + " of " + factors + ": " + whole.name());
            FactorForest forest = FactorForest.of(
                    context.spark(),
                    Factor.of(known.units(), objects),
                    whole.of(objects),
                    learned(known, objects, seed),
                    seed);
            for (int unit = 0; unit < importance.length; unit++) {
                importance[unit][k] = forest.importances()[unit];
            }
            explained[k] = forest.explained();
        }
        Dci dci = Dci.of(importance);
        List<Disentanglement.OfFactor> found = new ArrayList<>();
        for (int k = 0; k < factors; k++) {
            int[] objects = known.factors().get(k).known();
            Factor factor = known.factors().get(k).of(objects);
            double[][] units = Factor.of(known.units(), objects);
            Gap information = Gap.mutualInformation(units, factor);
            found.add(new Disentanglement.OfFactor(
                    factor.name(),
                    objects.length,
                    information.value(),
                    Gap.attribute(units, factor).value(),
                    dci.completeness()[k],
                    explained[k],
                    information.unit()));
        }
        return new Disentanglement(overall(found, dci), found, correlations(known));
    }

    /** Half of the objects, by their ids. */
    private static boolean[] learned(FactoredObjects known, int[] objects, long seed) {
        boolean[] learned = new boolean[objects.length];
        for (int i = 0; i < learned.length; i++) {
            String objectId = known.objectIds().get(objects[i]);
            learned[i] = CounterRandom.of(seed, "disentangle", 0, objectId).nextDouble() < 0.5;
        }
        return learned;
    }

    private static Disentanglement.Overall overall(List<Disentanglement.OfFactor> factors, Dci dci) {
        double mig = 0;
        double sap = 0;
        double completeness = 0;
        double informativeness = 0;
        for (Disentanglement.OfFactor factor : factors) {
            mig += factor.mig() / factors.size();
            sap += factor.sap() / factors.size();
            completeness += factor.dciCompleteness() / factors.size();
            informativeness += factor.dciInformativeness() / factors.size();
        }
        return new Disentanglement.Overall(mig, sap, dci.disentanglement(), completeness, informativeness);
    }

    private static Disentanglement correlated(FactoredObjects known) {
        return new Disentanglement(null, List.of(), correlations(known));
    }

    private static List<Disentanglement.Correlations> correlations(FactoredObjects known) {
        List<Disentanglement.Correlations> correlations = new ArrayList<>();
        for (Factor factor : known.factors()) {
            int[] objects = factor.known();
            double[][] units = Factor.of(known.units(), objects);
            for (Factor.Target target : factor.of(objects).targets()) {
                List<Double> spearman = new ArrayList<>();
                for (double[] unit : units) {
                    spearman.add(MeanRanks.correlation(unit, target.values()));
                }
                correlations.add(
                        new Disentanglement.Correlations(target.name(), factor.name(), objects.length, spearman));
            }
        }
        return correlations;
    }

    private static byte[] picture(Disentanglement found) {
        List<Disentanglement.Correlations> rows = found.correlations();
        int units = rows.get(0).spearman().size();
        double[][] values = new double[rows.size()][units];
        for (int k = 0; k < values.length; k++) {
            for (int unit = 0; unit < units; unit++) {
                values[k][unit] = rows.get(k).spearman().get(unit);
            }
        }
        List<String> names = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            names.add("z" + unit);
        }
        return new MatrixPicture(
                        "Spearman correlation of latent units and properties",
                        rows.stream().map(Disentanglement.Correlations::column).toList(),
                        names,
                        values)
                .png();
    }

    private static List<DisentanglementRow> rows(
            StageContext context, ModelChoice choice, FactoredObjects known, Disentanglement found) {
        List<DisentanglementRow> rows = new ArrayList<>();
        Instant now = context.startedAt();
        Cells cells = (measure, factor, unit, value, objects) -> rows.add(
                new DisentanglementRow(context.runId(), choice.modelId(), measure, factor, unit, value, objects, now));
        Disentanglement.Overall overall = found.overall();
        if (overall != null) {
            long objects = known.objectIds().size();
            cells.add("mig", ALL, NO_UNIT, overall.mig(), objects);
            cells.add("sap", ALL, NO_UNIT, overall.sap(), objects);
            cells.add("dci_disentanglement", ALL, NO_UNIT, overall.dciDisentanglement(), objects);
            cells.add("dci_completeness", ALL, NO_UNIT, overall.dciCompleteness(), objects);
            cells.add("dci_informativeness", ALL, NO_UNIT, overall.dciInformativeness(), objects);
        }
        for (Disentanglement.OfFactor factor : found.factors()) {
            cells.add("mig", factor.factor(), NO_UNIT, factor.mig(), factor.objects());
            cells.add("sap", factor.factor(), NO_UNIT, factor.sap(), factor.objects());
            cells.add("dci_completeness", factor.factor(), NO_UNIT, factor.dciCompleteness(), factor.objects());
            cells.add("dci_informativeness", factor.factor(), NO_UNIT, factor.dciInformativeness(), factor.objects());
        }
        for (Disentanglement.Correlations column : found.correlations()) {
            for (int unit = 0; unit < column.spearman().size(); unit++) {
                cells.add("spearman", column.column(), unit, column.spearman().get(unit), column.objects());
            }
        }
        return rows;
    }

    /** Takes a row of the table. */
    private interface Cells {
        void add(String measure, String factor, int unit, double value, long objects);
    }
}
