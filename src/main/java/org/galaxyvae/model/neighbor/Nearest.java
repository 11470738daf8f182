package org.galaxyvae.model.neighbor;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The nearest objects to each of some queries among those it was shown; what parts of a catalog found adds up exactly. */
final class Nearest implements Serializable {
    private static final long serialVersionUID = 1;

    private final int kept;
    /** One list a query, in {@link Neighbor#ORDER}; here distances are squares. */
    private final ArrayList<ArrayList<Neighbor>> best = new ArrayList<>();

    /**
     * Nothing found yet.
     *
     * @param kept neighbors wanted of each, at least 1
     */
    Nearest(int queries, int kept) {
        this.kept = kept;
        for (int i = 0; i < queries; i++) {
            best.add(new ArrayList<>());
        }
    }

    /** Shows an object to all queries. */
    Nearest add(List<Query> queries, Query object, double anomalyScore) {
        for (int i = 0; i < queries.size(); i++) {
            Query query = queries.get(i);
            double square = query.square(object, limit(best.get(i)));
            if (square < Double.POSITIVE_INFINITY && !query.sameAs(object)) {
                insert(best.get(i), new Neighbor(object.objectId(), square, anomalyScore));
            }
        }
        return this;
    }

    /** Takes over what another part of the catalog has. */
    Nearest add(Nearest other) {
        for (int i = 0; i < best.size(); i++) {
            for (Neighbor neighbor : other.best.get(i)) {
                insert(best.get(i), neighbor);
            }
        }
        return this;
    }

    private double limit(List<Neighbor> found) {
        return found.size() < kept ? Double.MAX_VALUE : found.get(kept - 1).distance();
    }

    private void insert(List<Neighbor> found, Neighbor neighbor) {
        int at = found.size();
        while (at > 0 && Neighbor.ORDER.compare(neighbor, found.get(at - 1)) < 0) {
            at--;
        }
        if (at < kept) {
            found.add(at, neighbor);
            if (found.size() > kept) {
                found.remove(kept);
            }
        }
    }

    /** What was found for the query of that index, nearest first. */
    List<Neighbor> of(int query) {
        return best.get(query).stream()
                .map(found -> new Neighbor(found.objectId(), Math.sqrt(found.distance()), found.anomalyScore()))
                .toList();
    }
}
