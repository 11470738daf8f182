package org.galaxyvae.lab.compress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One coding over all measured objects, as {@code compressions} has it; means over objects.
 *
 * @param numbers of the vector; null of JPEG
 * @param ratio bytes of the uint8 pixels over these
 * @param fitShare of JPEG the share of objects that met the limit; else null
 */
record Compression(
        String modelId,
        String coding,
        @Nullable Integer numbers,
        double bytes,
        double ratio,
        double mse,
        double psnrDb,
        double ssim,
        @Nullable Double fitShare,
        long objects) {
    /**
     * Means of each coding, in the order of their first appearance.
     *
     * @param kept of all objects, sorted by object, so that the sums are the same whatever the partitions
     * @param rawBytes of one image's pixels
     */
    static List<Compression> of(String modelId, List<Kept> kept, int latents, int components, int rawBytes) {
        Map<String, List<Kept>> byCoding = new LinkedHashMap<>();
        kept.forEach(one -> byCoding.computeIfAbsent(one.coding(), coding -> new ArrayList<>())
                .add(one));
        List<Compression> rows = new ArrayList<>();
        byCoding.forEach((coding, all) -> {
            double bytes = all.stream().mapToInt(Kept::bytes).average().orElseThrow();
            boolean vector = coding.startsWith(Coder.LATENT) || coding.startsWith(Coder.COMPONENTS);
            rows.add(new Compression(
                    modelId,
                    coding,
                    vector ? (coding.startsWith(Coder.LATENT) ? latents : components) : null,
                    bytes,
                    rawBytes / bytes,
                    all.stream().mapToDouble(Kept::mse).average().orElseThrow(),
                    all.stream().mapToDouble(Kept::psnrDb).average().orElseThrow(),
                    all.stream().mapToDouble(Kept::ssim).average().orElseThrow(),
                    vector ? null : (double) all.stream().filter(Kept::fits).count() / all.size(),
                    all.size()));
        });
        return rows;
    }
}
