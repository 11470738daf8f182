package org.galaxyvae.show.map;

import java.util.Arrays;
import java.util.List;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.neighbor.Query;
import tagbio.umap.ProgressState;
import tagbio.umap.UmapProgress;

/** Fits a map on a sample, in the driver. */
record MapFit(StageContext context) {
    private static final int PERCENT = 100;

    /** On objects in the order of their hashes, of which the first ones have t-SNE's position as well. */
    FittedMap of(List<Query> objects) {
        Settings.LatentMap settings = context.settings().map();
        long seed = context.settings().seed();
        float[][] vectors = objects.stream().map(Query::z).toArray(float[][]::new);
        UmapProjection umap = new UmapProjection(settings.neighbors(), settings.minDistance(), seed);
        UmapProgress.reset(1);
        double[][] positions = context.progress()
                .track("umap", "percent", PERCENT, MapFit::umapPercent, () -> umap.positions(vectors));
        double[][] tsne = new double[vectors.length][];
        int first = Math.min(settings.tsneObjects(), vectors.length);
        if (first >= Projection.LEAST_OBJECTS) {
            TSne projection = new TSne(settings.tsnePerplexity(), TSne.USUAL_ITERATIONS, seed);
            double[][] found = context.progress()
                    .track(
                            "t-sne",
                            "steps",
                            TSne.USUAL_ITERATIONS,
                            projection.done()::get,
                            () -> projection.positions(Arrays.copyOf(vectors, first)));
            System.arraycopy(found, 0, tsne, 0, first);
        }
        return new FittedMap(objects, positions, tsne);
    }

    /** How far UMAP is, percent; may fall, since its total grows as it finds out what there is to do. */
    private static long umapPercent() {
        ProgressState state = UmapProgress.getProgress();
        return state.getTotal() == 0 ? 0 : Math.min(PERCENT, PERCENT * (long) state.getCount() / state.getTotal());
    }
}
