package org.galaxyvae.model.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<Query> ORIGIN = List.of(new Query("q", "hash-q", new float[] {0, 0}));

    private static Query object(String id, float x, float y) {
        return new Query(id, "hash-" + id, new float[] {x, y});
    }

    private static Nearest shown(int kept, Query... objects) {
        Nearest nearest = new Nearest(1, kept);
        for (Query object : objects) {
            nearest.add(ORIGIN, object, 1);
        }
        return nearest;
    }

    @Test
    void keepsTheNearestInOrder() {
        assertThat(shown(2, object("far", 6, 8), object("near", 3, 4), object("nearest", 0, -1))
                        .of(0))
                .containsExactly(new Neighbor("nearest", 1, 1), new Neighbor("near", 5, 1));
        assertThat(shown(5, object("far", 6, 8)).of(0)).containsExactly(new Neighbor("far", 10, 1));
        assertThat(shown(5).of(0)).isEmpty();
    }

    @Test
    void leavesOutTheObjectItselfAndItsCopies() {
        assertThat(shown(5, new Query("q", "other", new float[] {1, 0}), new Query("copy", "hash-q", new float[] {0, 0
                        }))
                        .of(0))
                .isEmpty();
    }

    @Test
    void decidesTiesByIdWhateverTheOrder() {
        assertThat(shown(2, object("c", 1, 0), object("a", 0, 1), object("b", -1, 0))
                        .of(0))
                .extracting(Neighbor::objectId)
                .containsExactly("a", "b");
        assertThat(shown(2, object("a", 1, 0), object("b", 0, 1), object("c", -1, 0))
                        .of(0))
                .extracting(Neighbor::objectId)
                .containsExactly("a", "b");
    }

    /** 300 objects on a coarse grid, so that many distances tie, divided among 1, 2 and 7 parts. */
    @Test
    void findsTheSameInAnyNumberOfParts() {
        List<Query> objects = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            CounterRandom random = CounterRandom.of(1, "grid", i, "");
            objects.add(object("o" + i, random.nextInt(9), random.nextInt(9)));
        }
        List<Query> queries = objects.subList(0, 20);
        List<List<Neighbor>> whole = found(queries, objects, 1);
        assertThat(found(queries, objects, 2)).isEqualTo(whole);
        assertThat(found(queries, objects, 7)).isEqualTo(whole);
        assertThat(whole)
                .allSatisfy(neighbors -> assertThat(neighbors).hasSize(5).isSortedAccordingTo(Neighbor.ORDER));
    }

    private static List<List<Neighbor>> found(List<Query> queries, List<Query> objects, int parts) {
        List<Nearest> nearest = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            nearest.add(new Nearest(queries.size(), 5));
        }
        for (int i = 0; i < objects.size(); i++) {
            nearest.get(i % parts).add(queries, objects.get(i), i);
        }
        Nearest sum = new Nearest(queries.size(), 5);
        nearest.forEach(sum::add);
        List<List<Neighbor>> found = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            found.add(sum.of(i));
        }
        return found;
    }
}
