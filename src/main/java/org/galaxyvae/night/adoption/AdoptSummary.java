package org.galaxyvae.night.adoption;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What made a workspace stand alone.
 *
 * @param from the place where it was made, null where it did not say
 * @param to the place where it is
 * @param tables how many were adopted; those that a killed adoption had done are not among them
 * @param lists of files that were written anew
 * @param models whose directory has another place now
 */
public record AdoptSummary(@Nullable String from, String to, int tables, int lists, int models, double seconds)
        implements Summary {
    @Override
    public List<String> lines() {
        String moved = from == null || from.equals(to) ? "" : ", made in " + from + ",";
        return List.of(String.format(
                Locale.ROOT,
                "workspace %s%s stands alone: %d tables adopted, %d lists of files written, %d models, in %.1f s",
                to,
                moved,
                tables,
                lists,
                models,
                seconds));
    }
}
