package org.galaxyvae.label.artifact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What was told apart, and how well.
 *
 * @param objects measured
 * @param likely of them, those with a probability of at least 0.5
 * @param kinds of the likely ones, how many are of each kind; without those of none
 * @param plantedImages images into which artifacts and oddities were drawn
 * @param heldOut how well drawn artifacts are told apart on images not learned from
 * @param clusters of residual maps and flags
 * @param silhouette of the clusters, -1 to 1; 0 where there were too few maps to cluster
 */
public record ArtifactSummary(
        String modelId,
        long objects,
        long likely,
        Map<String, Long> kinds,
        int plantedImages,
        HeldOutFaults heldOut,
        List<Cluster> clusters,
        double silhouette,
        List<String> files)
        implements Summary {
    /**
     * Objects whose residual maps and flags are alike.
     *
     * @param objects in it
     * @param likely of them
     * @param kind that most of the likely ones have; null where they have none
     * @param ofKind how many have it
     */
    public record Cluster(
            int cluster,
            long objects,
            long likely,
            @Nullable String kind,
            long ofKind) {}

    public ArtifactSummary {
        kinds = Map.copyOf(kinds);
        clusters = List.copyOf(clusters);
        files = List.copyOf(files);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d of %,d objects of model %s are likely artifacts", likely, objects, modelId));
        lines.addAll(TextTable.lines(
                List.of("kind", "objects"),
                new TreeMap<>(kinds)
                        .entrySet().stream()
                                .map(kind -> Arrays.asList(kind.getKey(), Long.toString(kind.getValue())))
                                .toList()));
        lines.add("");
        lines.addAll(heldOut.lines(plantedImages));
        lines.add(String.format(
                Locale.ROOT, "%d clusters of residual maps and flags, silhouette %.2f", clusters.size(), silhouette));
        if (!clusters.isEmpty()) {
            lines.addAll(TextTable.lines(
                    List.of("cluster", "objects", "likely", "mostly", "of them"),
                    clusters.stream()
                            .map(one -> Arrays.asList(
                                    Integer.toString(one.cluster()),
                                    Long.toString(one.objects()),
                                    Long.toString(one.likely()),
                                    one.kind() == null ? "" : one.kind(),
                                    Long.toString(one.ofKind())))
                            .toList()));
        }
        lines.addAll(files);
        return lines;
    }
}
