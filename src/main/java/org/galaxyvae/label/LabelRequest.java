package org.galaxyvae.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept: the rows of a file, or one label.
 *
 * @param file location of a labels.csv, or null
 * @param labeler who, where the row does not say
 * @param skipInvalid keep the good rows of a file that has others
 * @param single the values of one label by column, empty where a file is read
 */
public record LabelRequest(
        @Nullable String file, @Nullable String labeler, boolean skipInvalid, Map<String, String> single) {
    public LabelRequest {
        single = Map.copyOf(single);
        List<String> problems = new ArrayList<>();
        if ((file == null) == single.isEmpty()) {
            problems.add("Invalid label: expected either --file, or --id with --interest, --artifact or --comment");
        }
        if (labeler != null
                && (labeler.isBlank()
                        || labeler.length() > LabelLine.MAX_LABELER_CHARACTERS
                        || labeler.chars().anyMatch(Character::isISOControl))) {
            problems.add("Invalid --labeler \"" + labeler.replaceAll("\\p{Cntrl}", "�") + "\": expected 1 to "
                    + LabelLine.MAX_LABELER_CHARACTERS + " visible characters");
        }
        if (!single.isEmpty() && labeler == null) {
            problems.add("Cannot label: expected --labeler with who says so");
        }
        if (!single.isEmpty() && skipInvalid) {
            problems.add("Invalid --skip-invalid: only a --file has rows to skip");
        }
        if (!problems.isEmpty()) {
            throw new RequestException(problems);
        }
    }
}
