package org.galaxyvae.artefact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.galaxyvae.stage.Summary;
import org.galaxyvae.stage.TextTable;

/**
 * What was told apart, and how well.
 *
 * @param objects measured
 * @param likely of them, those with a probability of at least 0.5
 * @param kinds of the likely ones, how many are of each kind; without those of none
 * @param plantedImages images into which artefacts and oddities were drawn
 * @param aucAll drawn artefacts against drawn oddities and untouched images, on images not learned from
 * @param aucOddities against drawn oddities alone
 * @param aucUntouched against untouched images alone
 * @param meanArtefacts mean probability of drawn artefacts
 * @param meanOddities of drawn oddities
 * @param meanUntouched of untouched images
 * @param clusters of residual maps
 * @param silhouette of the clusters, -1 to 1; 0 where there were too few maps to cluster
 */
public record ArtefactSummary(
        String modelId,
        long objects,
        long likely,
        Map<String, Long> kinds,
        int plantedImages,
        double aucAll,
        double aucOddities,
        double aucUntouched,
        double meanArtefacts,
        double meanOddities,
        double meanUntouched,
        int clusters,
        double silhouette,
        List<String> files)
        implements Summary {
    public ArtefactSummary {
        kinds = Map.copyOf(kinds);
        files = List.copyOf(files);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d of %,d objects of model %s are likely artefacts", likely, objects, modelId));
        lines.addAll(TextTable.lines(
                List.of("kind", "objects"),
                new TreeMap<>(kinds)
                        .entrySet().stream()
                                .map(kind -> Arrays.asList(kind.getKey(), Long.toString(kind.getValue())))
                                .toList()));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Drawn artefacts in %,d images, on images not learned from: AUC %.3f against all others, %.3f against"
                        + " drawn oddities, %.3f against untouched images",
                plantedImages,
                aucAll,
                aucOddities,
                aucUntouched));
        lines.add(String.format(
                Locale.ROOT,
                "Mean probability: drawn artefacts %.3f, drawn oddities %.3f, untouched images %.3f",
                meanArtefacts,
                meanOddities,
                meanUntouched));
        lines.add(String.format(Locale.ROOT, "%d clusters of residual maps, silhouette %.2f", clusters, silhouette));
        lines.addAll(files);
        return lines;
    }
}
