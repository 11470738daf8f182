package org.galaxyvae.show.sheet;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.run.Summary;

/**
 * Why objects stand out.
 *
 * @param scored objects that the model has scored
 */
record ExplainSummary(String modelId, long scored, List<ExplainedObject> objects) implements Summary {
    public ExplainSummary {
        objects = List.copyOf(objects);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId);
        for (ExplainedObject object : objects) {
            lines.add("");
            lines.addAll(object.lines(scored));
        }
        return lines;
    }
}
