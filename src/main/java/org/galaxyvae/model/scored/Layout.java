package org.galaxyvae.model.scored;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.pixel.morphology.Morphology;
import org.galaxyvae.pixel.morphology.Quality;

/**
 * Which number stands where: morphology, evidences, quality, latents.
 *
 * @param latents how many the model has
 */
public record Layout(int latents) implements Serializable {
    /** Columns of {@code morphology}. */
    public static final List<String> MORPHOLOGY =
            List.of(RecordColumns.schema(Morphology.class).fieldNames());
    /** Evidences of {@code scores}. */
    public static final List<String> EVIDENCES = Evidence.columns();
    /** Columns of {@code quality}; its flags are what the others say. */
    public static final List<String> QUALITY = Arrays.stream(
                    RecordColumns.schema(Quality.class).fieldNames())
            .filter(name -> !name.equals("flags"))
            .toList();

    /** Numbers of an object but for its latents. */
    public static final int WITHOUT_LATENTS = MORPHOLOGY.size() + EVIDENCES.size() + QUALITY.size();

    /** Numbers of an object. */
    public int width() {
        return WITHOUT_LATENTS + latents;
    }

    /** By place: whether the number has a long tail. */
    public boolean[] byRank() {
        boolean[] byRank = new boolean[width()];
        Arrays.fill(byRank, MORPHOLOGY.size(), WITHOUT_LATENTS, true);
        return byRank;
    }
}
