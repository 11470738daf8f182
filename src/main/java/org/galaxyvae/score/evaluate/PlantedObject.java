package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PLACE;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.inject.InjectedKind;
import org.galaxyvae.pixel.inject.Injection;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * A held-out image into which an anomaly is drawn.
 *
 * @param turn which anomaly, from 0
 * @param pixels uint8 [row, column, channel]
 * @param other another of the chosen images for a blend, which no other anomaly looks at
 */
record PlantedObject(String objectId, int turn, byte[] pixels, byte[] other) implements Serializable {
    /** Of an object, keyed by the seed; which anomaly, and which objects, must not hang together. */
    private static final String PURPOSE = "planted";

    /**
     * Chooses by the keyed hash of the id alone: each object has its anomaly by its own hash, and of each anomaly's objects the
     * smallest hashes come first, by turns. So an object that is gone or has new content changes no other one's anomaly, and at most
     * one takes its place.
     *
     * @return by object id
     */
    static List<PlantedObject> choose(
            StageContext context, String preparationId, long seed, Instant notAfter, int most) {
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(col(PREPARATION_ID)
                        .equalTo(preparationId)
                        .and(col(SPLIT).equalTo("test"))
                        .and(col(INGESTED_AT).leq(lit(Timestamp.from(notAfter)))));
        Column hash = functions.xxhash64(lit(PURPOSE), lit(seed), col(OBJECT_ID));
        Column turn = functions.pmod(
                functions.xxhash64(lit(PURPOSE), lit(seed), lit("turn"), col(OBJECT_ID)),
                lit(PlantedRecall.INJECTIONS.size()));
        // ids first: to sort pixels would hold them all
        Map<String, Integer> chosen = new LinkedHashMap<>();
        tensors.select(col(OBJECT_ID), turn.cast("int").as("turn"), hash.as("hash"))
                .withColumn(
                        PLACE,
                        functions.row_number().over(Window.partitionBy("turn").orderBy("hash", OBJECT_ID)))
                .orderBy(PLACE, "turn")
                .limit(most)
                .select(OBJECT_ID, "turn")
                .collectAsList()
                .forEach(row -> chosen.put(row.getString(0), row.getInt(1)));
        Map<String, byte[]> pixels = new LinkedHashMap<>();
        tensors.join(Columns.ids(context.spark(), List.copyOf(chosen.keySet())), OBJECT_ID)
                .select(OBJECT_ID, PIXELS)
                .orderBy(OBJECT_ID)
                .collectAsList()
                .forEach(row -> pixels.put(row.getString(0), row.getAs(1)));
        List<PlantedObject> objects = new ArrayList<>();
        pixels.forEach((id, image) -> {
            int chosenTurn = chosen.getOrDefault(id, 0);
            boolean blend = PlantedRecall.INJECTIONS.get(chosenTurn).kind() == InjectedKind.BLEND;
            byte[] other = blend ? pixels.get(partner(id, pixels.keySet(), seed)) : image;
            objects.add(new PlantedObject(id, chosenTurn, image, other == null ? image : other));
        });
        return objects;
    }

    /**
     * Another id, or itself where there is none: the one whose hash with it is the smallest (rendezvous hashing, Thaler and
     * Ravishankar 1998), so that an id that is gone changes only those it was the partner of.
     */
    static String partner(String objectId, Iterable<String> ids, long seed) {
        String nearest = objectId;
        long smallest = Long.MAX_VALUE;
        CounterRandom own = CounterRandom.of(seed, "planted partner", 0, objectId);
        long draw = own.nextLong();
        for (String id : ids) {
            long hash = CounterRandom.of(seed, "planted partner", draw, id).nextLong();
            if (!id.equals(objectId) && hash <= smallest) {
                nearest = id;
                smallest = hash;
            }
        }
        return nearest;
    }

    /** Its image with the anomaly. */
    byte[] planted(Injection injection, long seed) {
        return injection.into(pixels, other, seed, objectId);
    }

    /** What travels back to the driver. */
    PlantedObject withoutPixels() {
        return new PlantedObject(objectId, turn, new byte[0], new byte[0]);
    }
}
