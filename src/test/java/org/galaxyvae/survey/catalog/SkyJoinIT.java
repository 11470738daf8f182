package org.galaxyvae.survey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.SparkTest;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.sky.Separation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SkyJoinIT extends SparkTest {
    private static final StructType SCHEMA = StructType.fromDDL("key STRING, ra_deg DOUBLE, dec_deg DOUBLE");

    @Test
    void findsWhatEveryPairTriedFinds() {
        for (double radius : new double[] {2, 1800, 36000}) {
            List<Row> left = sky("left", 2000, radius);
            List<Row> right = new ArrayList<>(sky("right", 1500, radius));
            for (int i = 0; i < 500; i++) { // neighbors within some radii of left ones
                Row near = left.get(i * 4);
                CounterRandom random = CounterRandom.of(3, "near", i, "");
                double dec =
                        Math.max(-90, Math.min(90, near.getDouble(2) + (random.nextDouble() - 0.5) * radius / 1000));
                double ra = near.getDouble(1) + (random.nextDouble() - 0.5) * radius / 1000;
                right.add(RowFactory.create("near" + i, ra < 0 ? ra + 360 : ra >= 360 ? ra - 360 : ra, dec));
            }
            List<String> expected = bruteForce(left, right, radius);
            assertThat(expected).hasSizeGreaterThan(200);
            assertThat(lines(SkyJoin.nearest(rows(left, 1), rows(right, 1), radius)))
                    .isEqualTo(expected);
            assertThat(lines(SkyJoin.nearest(rows(left, 7), rows(right, 7), radius)))
                    .isEqualTo(expected);
        }
    }

    /** Many at the poles and on both sides of right ascension 0, and some several times in one place. */
    @Test
    void findsEveryPairOfTwentyThousandAndTwentyThousand() {
        for (double radius : new double[] {2, 1800, 3600}) {
            List<Row> left = crowded("left", 20_000, radius);
            List<Row> right = new ArrayList<>(crowded("right", 14_000, radius));
            for (int i = 0; i < 6000; i++) {
                Row near = left.get(i * 3);
                CounterRandom random = CounterRandom.of(4, "near", i, "");
                double shift = i % 3 == 0 ? 0 : radius / 3600 * random.between(-1, 1); // in one place with it
                double dec = Math.max(-90, Math.min(90, near.getDouble(2) + shift));
                right.add(RowFactory.create("near" + i, (near.getDouble(1) + shift + 360) % 360, dec));
            }
            List<String> expected = everyPair(left, right, radius);
            assertThat(expected).hasSizeGreaterThan(20_000);
            long started = System.nanoTime();
            assertThat(lines(SkyJoin.nearestFirst(rows(left, 7), rows(right, 7), radius, 1000)))
                    .isEqualTo(expected);
            System.err.printf(
                    "20,000 x 20,000 within %.0f arcsec: %d pairs, no difference, %.1f s%n",
                    radius, expected.size(), (System.nanoTime() - started) / 1e9);
            List<String> best =
                    expected.stream().filter(line -> line.endsWith("|1")).toList();
            assertThat(lines(SkyJoin.nearestFirst(rows(left, 1), rows(right, 1), radius, 1)))
                    .isEqualTo(best);
            assertThat(lines(SkyJoin.nearest(rows(left, 7), rows(right, 7), radius)))
                    .isEqualTo(best.stream()
                            .map(line -> line.substring(0, line.length() - 2))
                            .toList());
        }
    }

    @Test
    void ofEquallyNearOnesTheSmallestKeyWins() {
        List<Row> left = List.of(RowFactory.create("a", 10.0, 0.0), RowFactory.create("lost", null, 0.0));
        List<Row> right = List.of(
                RowFactory.create("z", 10.0, 0.0001),
                RowFactory.create("b", 10.0, -0.0001),
                RowFactory.create("far", 10.0, 0.001),
                RowFactory.create("nan", Double.NaN, 0.0));
        assertThat(SkyJoin.nearest(rows(left, 1), rows(right, 1), 2).collectAsList())
                .singleElement()
                .satisfies(row -> assertThat(row.getString(1)).isEqualTo("b"));
    }

    @Test
    @Tag("full")
    void joinsTwoHundredThousandWithAsMany() {
        List<Row> left = new ArrayList<>();
        List<Row> right = new ArrayList<>();
        CounterRandom random = CounterRandom.of(1, "patch", 0, "");
        for (int i = 0; i < 200_000; i++) { // a stripe as dense as SDSS galaxies
            double ra = random.between(0, 60);
            double dec = random.between(-1.25, 1.25);
            left.add(RowFactory.create("l" + i, ra, dec));
            right.add(RowFactory.create("r" + i, ra, dec + 0.5 / 3600));
        }
        Dataset<Row> lefts = rows(left, 4);
        Dataset<Row> rights = rows(right, 4);
        lefts.cache().count();
        rights.cache().count();
        long started = System.nanoTime();
        long found = SkyJoin.nearest(lefts, rights, 2).count();
        double seconds = (System.nanoTime() - started) / 1e9;
        System.err.printf("200,000 x 200,000 within 2 arcsec: %.1f s%n", seconds);
        started = System.nanoTime();
        long pairs = SkyJoin.nearestFirst(lefts, rights, 2, 100).count();
        System.err.printf("all matches, %d: %.1f s%n", pairs, (System.nanoTime() - started) / 1e9);
        assertThat(found).isEqualTo(200_000);
        assertThat(pairs).isBetween(200_000L, 210_000L);
        assertThat(seconds).isLessThan(120);
    }

    private static List<Row> sky(String name, int count, double radius) {
        List<Row> rows = new ArrayList<>();
        CounterRandom random = CounterRandom.of(1, name, 0, "");
        double close = Math.min(5, radius / 900);
        for (int i = 0; i < count; i++) {
            double dec = switch (i % 5) {
                case 0 -> 90 - close * random.nextDouble();
                case 1 -> -90 + close * random.nextDouble();
                case 2 -> close * random.nextDouble();
                default -> Math.toDegrees(Math.asin(random.between(-1, 1)));
            };
            double ra = i % 5 == 2 ? (360 + close * (random.nextDouble() - 0.5)) % 360 : random.between(0, 360);
            rows.add(RowFactory.create(name + i, i == 0 ? 0.0 : ra, i == 0 ? 90.0 : i == 1 ? -90.0 : dec));
        }
        return rows;
    }

    private static List<String> bruteForce(List<Row> left, List<Row> right, double radius) {
        List<String> lines = new ArrayList<>();
        for (Row one : left) {
            String key = "";
            double nearest = Double.POSITIVE_INFINITY;
            for (Row other : right) {
                double separation =
                        Separation.arcsec(one.getDouble(1), one.getDouble(2), other.getDouble(1), other.getDouble(2));
                if (separation <= radius
                        && (separation < nearest
                                || (separation == nearest && other.getString(0).compareTo(key) < 0))) {
                    nearest = separation;
                    key = other.getString(0);
                }
            }
            if (!key.isEmpty()) {
                lines.add(one.getString(0) + "|" + key + "|" + nearest);
            }
        }
        return lines.stream().sorted().toList();
    }

    /** Three fifths in small crowds, of some neighbors each: at both poles and on right ascension 0. */
    private static List<Row> crowded(String name, int count, double radius) {
        List<Row> rows = new ArrayList<>();
        CounterRandom random = CounterRandom.of(2, name, 0, "");
        double crowdDeg = 50 * radius / 3600;
        for (int i = 0; i < count; i++) {
            double cap = crowdDeg * Math.sqrt(random.nextDouble());
            double ra = random.between(0, 360);
            rows.add(
                    switch (i % 5) {
                        case 0 -> RowFactory.create(name + i, i == 0 ? 0.0 : ra, i == 0 ? 90.0 : 90 - cap);
                        case 1 -> RowFactory.create(name + i, i == 1 ? 360.0 : ra, i == 1 ? -90.0 : cap - 90);
                        case 2 ->
                            RowFactory.create(
                                    name + i,
                                    i % 50 == 2
                                            ? (i % 100 == 2 ? 0.0 : 360.0)
                                            : (360 + crowdDeg * random.between(-0.5, 0.5)) % 360,
                                    crowdDeg * random.between(-0.5, 0.5));
                        default -> RowFactory.create(name + i, ra, Math.toDegrees(Math.asin(random.between(-1, 1))));
                    });
        }
        return rows;
    }

    /** Every pair tried: by its chord first, with room for rounding, so that the angle is asked of few. */
    private static List<String> everyPair(List<Row> left, List<Row> right, double radius) {
        double[][] lefts = left.stream().map(SkyJoinIT::vector).toArray(double[][]::new);
        double[][] rights = right.stream().map(SkyJoinIT::vector).toArray(double[][]::new);
        double chord = Math.toRadians(radius / 3600) + 1e-9;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < lefts.length; i++) {
            Row one = left.get(i);
            List<Map.Entry<Double, String>> found = new ArrayList<>();
            for (int j = 0; j < rights.length; j++) {
                double x = lefts[i][0] - rights[j][0];
                double y = lefts[i][1] - rights[j][1];
                double z = lefts[i][2] - rights[j][2];
                if (x * x + y * y + z * z <= chord * chord) {
                    Row other = right.get(j);
                    double separation = Separation.arcsec(
                            one.getDouble(1), one.getDouble(2), other.getDouble(1), other.getDouble(2));
                    if (separation <= radius) {
                        found.add(Map.entry(separation, other.getString(0)));
                    }
                }
            }
            found.sort(Map.Entry.<Double, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
            for (int place = 1; place <= found.size(); place++) {
                Map.Entry<Double, String> match = found.get(place - 1);
                lines.add(one.getString(0) + "|" + match.getValue() + "|" + match.getKey() + "|" + place);
            }
        }
        return lines.stream().sorted().toList();
    }

    private static double[] vector(Row row) {
        double ra = Math.toRadians(row.getDouble(1));
        double dec = Math.toRadians(row.getDouble(2));
        return new double[] {Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec)};
    }

    private static List<String> lines(Dataset<Row> joined) {
        return joined.collectAsList().stream()
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }

    private Dataset<Row> rows(List<Row> rows, int partitions) {
        return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
    }
}
