package org.galaxyvae.show.sheet;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;

/**
 * What a sheet shows.
 *
 * @param shown objects on the sheet
 * @param matching objects that meet the condition
 * @param sheet the picture
 */
record SheetSummary(long shown, long matching, String sheet) implements Summary {
    @Override
    public List<String> lines() {
        return List.of(String.format(Locale.ROOT, "%,d of %,d objects: %s", shown, matching, sheet));
    }
}
