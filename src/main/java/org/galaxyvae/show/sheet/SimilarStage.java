package org.galaxyvae.show.sheet;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.P_VALUE;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.TOP_EVIDENCE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.neighbor.Neighbor;
import org.galaxyvae.model.neighbor.NormalObjects;
import org.galaxyvae.model.neighbor.Query;
import org.galaxyvae.model.neighbor.ScoredObjects;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.show.gallery.PreparedImages;
import org.galaxyvae.show.gallery.TopScores;
import org.jspecify.annotations.Nullable;

/** Finds the scored objects that are most like some of them, or like images that need not be in the catalog. */
public final class SimilarStage {
    /** No object has this id, no tensor this content: an image may find whoever shows the same. */
    private static final String NOBODY = "";

    private final StageContext context;
    private final SimilarRequest request;
    private final ModelChoice choice;

    private SimilarStage(StageContext context, SimilarRequest request) {
        this.context = context;
        this.request = request;
        this.choice = ModelChoice.of(context, request.modelId());
    }

    /**
     * Runs the stage; writes into the request's directory and nothing into the workspace.
     *
     * @throws RequestException where an id was not scored or an image is not there
     * @throws InvalidDataException where the model has no scores, or an image cannot be used
     */
    public static SimilarSummary run(StageContext context, SimilarRequest request) {
        context.spark().sparkContext().setJobDescription("similar objects");
        return new SimilarStage(context, request).run();
    }

    private SimilarSummary run() {
        TopScores scores = TopScores.read(context, choice.modelId(), null);
        ScoredIds.scores(scores, choice.modelId(), request.objectIds());
        Configuration hadoop = context.spark().sparkContext().hadoopConfiguration();
        List<NewImage> images = images(hadoop);
        List<Query> queries = queries(images);
        List<List<Neighbor>> nearest = request.normalOnly()
                ? new NormalObjects(context, choice.modelId()).nearestInOrder(queries, request.count())
                : new ScoredObjects(context, choice.modelId(), functions.lit(true))
                        .nearestInOrder(queries, request.count());
        Set<String> ids = new LinkedHashSet<>(request.objectIds());
        nearest.forEach(found -> found.forEach(neighbor -> ids.add(neighbor.objectId())));
        PreparedImages pictures = PreparedImages.read(context, choice, ids);
        Map<String, Row> rows = rows(scores, ids);
        List<SimilarQuery> found = new ArrayList<>();
        List<@Nullable Picture> shown = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            int image = i - request.objectIds().size();
            NewImage fresh = image < 0 ? null : images.get(image);
            String name = fresh == null ? request.objectIds().get(i) : fresh.name();
            String content = fresh == null ? NOBODY : fresh.contentHash();
            found.add(new SimilarQuery(
                    name, fresh == null ? "object" : "image", similar(nearest.get(i), rows, pictures, content)));
            shown.add(fresh == null ? pictures.picture(name) : fresh.picture());
        }
        String directory = request.out();
        if (directory == null) {
            return new SimilarSummary(choice.modelId(), found, null, null, null);
        }
        SimilarFiles files = new SimilarFiles(found, shown, pictures);
        OutputDirectory out = OutputDirectory.open(directory, hadoop);
        return new SimilarSummary(
                choice.modelId(),
                found,
                out.write("similar.png", files.sheet()),
                out.write("similar.html", files.page(choice.modelId())),
                out.write("similar.csv", files.csv().getBytes(StandardCharsets.UTF_8)));
    }

    private List<NewImage> images(Configuration hadoop) {
        if (request.images().isEmpty()) {
            return List.of();
        }
        return NewImage.encode(
                ModelDirectory.read(context.workspace().files(), new Path(choice.uri())),
                request.images(),
                request.hint(),
                context.settings().ingest().maxImageMegapixels(),
                hadoop);
    }

    private List<Query> queries(List<NewImage> images) {
        List<Query> queries = new ArrayList<>();
        Map<String, Query> latents =
                request.objectIds().isEmpty() ? Map.of() : Query.of(context, choice.modelId(), request.objectIds());
        for (String id : request.objectIds()) {
            Query latent = latents.get(id);
            if (latent == null) {
                throw new InvalidDataException("Cannot find what is similar to " + id + ": its latent is gone, run"
                        + " galaxy-vae score --model " + choice.modelId() + " again");
            }
            queries.add(latent);
        }
        images.forEach(image -> queries.add(new Query(NOBODY, NOBODY, image.z())));
        return queries;
    }

    private static Map<String, Row> rows(TopScores scores, Set<String> ids) {
        Map<String, Row> rows = new HashMap<>();
        scores.rows()
                .where(functions.col(OBJECT_ID).isin(ids.toArray()))
                .select(OBJECT_ID, RANK, ANOMALY_SCORE, P_VALUE, TOP_EVIDENCE, RA_DEG, DEC_DEG)
                .collectAsList()
                .forEach(row -> rows.put(row.getString(0), row));
        return rows;
    }

    private static List<SimilarQuery.Similar> similar(
            List<Neighbor> neighbors, Map<String, Row> rows, PreparedImages pictures, String content) {
        List<SimilarQuery.Similar> similar = new ArrayList<>();
        for (Neighbor neighbor : neighbors) {
            Row row = Objects.requireNonNull(rows.get(neighbor.objectId()), neighbor.objectId());
            PreparedImages.Prepared prepared = pictures.images().get(neighbor.objectId());
            similar.add(new SimilarQuery.Similar(
                    similar.size() + 1,
                    neighbor.objectId(),
                    neighbor.distance(),
                    prepared != null && prepared.contentHash().equals(content),
                    row.getLong(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getString(4),
                    row.isNullAt(5) ? null : row.getDouble(5),
                    row.isNullAt(6) ? null : row.getDouble(6)));
        }
        return similar;
    }
}
