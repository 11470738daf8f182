package org.galaxyvae.score.evaluate;

import java.util.List;
import org.galaxyvae.pixel.sky.Hashes;

/** The objects a score is measured on, in the order of their ids, and which of them are to be found. */
final class LabeledObjects {
    private final List<String> objectIds;
    private final boolean[] positive;
    private final int positives;

    /**
     * Labels objects.
     *
     * @param objectIds strictly ascending, since equal scores are ordered by id
     * @param positive whether the object at that place is one to be found; some are, some are not
     */
    public LabeledObjects(List<String> objectIds, boolean[] positive) {
        this.objectIds = List.copyOf(objectIds);
        this.positive = positive.clone();
        this.positives = count(positive);
        if (objectIds.size() != positive.length) {
            throw new IllegalArgumentException("Invalid labels: " + positive.length + ", expected one for each of "
                    + objectIds.size() + " objects");
        }
        for (int i = 1; i < objectIds.size(); i++) {
            if (objectIds.get(i - 1).compareTo(objectIds.get(i)) >= 0) {
                throw new IllegalArgumentException("Invalid order: object " + objectIds.get(i) + " behind "
                        + objectIds.get(i - 1) + ", expected strictly ascending ids");
            }
        }
        if (positives == 0 || positives == positive.length) {
            throw new IllegalArgumentException("Invalid labels: " + positives + " positives among " + positive.length
                    + " objects, expected some and not all");
        }
    }

    /** How many there are. */
    public int size() {
        return positive.length;
    }

    /** How many are to be found. */
    public int positives() {
        return positives;
    }

    String objectId(int object) {
        return objectIds.get(object);
    }

    boolean isPositive(int object) {
        return positive[object];
    }

    /** 16 hex digits; equal where the same objects are to be found among the same. */
    String hash() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < positive.length; i++) {
            text.append(positive[i] ? '+' : '-').append(objectIds.get(i)).append('\n');
        }
        return Hashes.sha256(text.toString(), 16);
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
