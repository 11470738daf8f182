package org.galaxyvae.survey.crossmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.survey.catalog.KnownList;
import org.galaxyvae.survey.catalog.KnownObjects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.votable.VOTableWriter;

/** The survey is {@link ScoredSurvey}'s: objects with odd ranks lie at (180 + rank, -0.5) degrees, the others nowhere. */
class CrossmatchIT extends SparkTest {
    private static final StructType COLUMNS =
            StructType.fromDDL("main_id STRING, ra DOUBLE, dec DOUBLE, z DOUBLE, kind STRING");
    private static final double ARCSEC = 1 / 3600.0;
    private static final List<Row> KNOWN = List.of(
            RowFactory.create("NGC 1", 181.0, -0.5 + 0.5 * ARCSEC, 0.0125, "G"),
            RowFactory.create("NGC 1a", 181.0, -0.5 + 1.5 * ARCSEC, null, "HII"),
            RowFactory.create("far", 181.0, -0.5 + 2.5 * ARCSEC, 0.5, "QSO"),
            RowFactory.create("\"NGC, 3\"", 183.0, -0.5, 1.5, "G"),
            RowFactory.create("nowhere", null, null, 0.25, "G"),
            RowFactory.create(null, 185.0, -0.5 - 1 * ARCSEC, 0.75, "G"));
    private static final List<String> MATCHES = List.of(
            "o01|1|NGC 1|181.0|0.500|Map(z -> 0.0125, kind -> G)",
            "o01|2|NGC 1a|181.0|1.500|Map(kind -> HII)",
            "o03|1|\"NGC, 3\"|183.0|0.000|Map(z -> 1.5, kind -> G)",
            "o05|1|J122000.00-003001.0|185.0|1.000|Map(z -> 0.75, kind -> G)");

    @Test
    void everyFormatKnowsTheSame() throws Exception {
        survey(8);
        List<List<String>> read = new ArrayList<>();
        List<String> files = List.of(csv(false), csv(true), parquet(), voTable(), fits());
        for (String file : files) {
            KnownList list = KnownList.read(
                    spark,
                    file,
                    request(file, "list").columns(),
                    directory.resolve("read" + read.size()).toString());
            assertThat(List.of(list.count(), list.withoutPosition(), list.invalidPositions()))
                    .as(file)
                    .isEqualTo(List.of(6L, 1L, 0L));
            read.add(list.rows().collectAsList().stream()
                    .map(row -> row.mkString("|"))
                    .sorted()
                    .toList());
        }
        assertThat(read).as("%s", files).allMatch(rows -> rows.equals(read.get(0)) && rows.size() == 5);
        for (String file : List.of(csv(true), fits())) {
            assertThat(match(file, "list"))
                    .as(file)
                    .extracting(
                            CrossmatchSummary::rows,
                            CrossmatchSummary::objects,
                            CrossmatchSummary::objectsWithoutPosition,
                            CrossmatchSummary::known,
                            CrossmatchSummary::matches,
                            CrossmatchSummary::full)
                    .containsExactly(6L, 8L, 4L, 3L, 4L, 0L);
            assertThat(matches("list")).as(file).isEqualTo(MATCHES);
        }
    }

    @Test
    void whatIsKnownDoesNotDependOnPartitions() throws Exception {
        survey(8);
        String file = parquet();
        List<List<String>> found = new ArrayList<>();
        for (String partitions : List.of("1", "7")) {
            spark.conf().set("spark.sql.shuffle.partitions", partitions);
            spark.conf().set("spark.sql.adaptive.enabled", "false");
            match(file, "list");
            found.add(matches("list"));
        }
        assertThat(found).containsExactly(MATCHES, MATCHES);
    }

    @Test
    void theSameReferenceReplacesItsRowsAndNoOthers() throws Exception {
        survey(8);
        match(csv(false), "first");
        match(csv(false), "second");
        long commits = snapshots(Specs.CROSSMATCHES);
        Files.writeString(directory.resolve("less.csv"), "id,ra,dec\nonly,187,-0.5\n");
        CrossmatchSummary less = match(directory.resolve("less.csv").toString(), "first");
        assertThat(matches("first")).containsExactly("o07|1|only|187.0|0.000|Map()");
        assertThat(matches("second")).isEqualTo(MATCHES);
        assertThat(snapshots(Specs.CROSSMATCHES)).as("one commit").isEqualTo(commits + 1);
        assertThat(less.known()).isEqualTo(1);
        assertThat(less.knownByAny()).isEqualTo(4);
        assertThat(CrossmatchStage.list(context()).references())
                .extracting(list -> list.reference() + " " + list.objects() + " " + list.known() + " " + list.matches())
                .containsExactly("first 1 1 1", "second 5 3 4");

        ReferencesSummary left = CrossmatchStage.remove(context(), "second");

        assertThat(left.names()).isEqualTo("first");
        assertThat(left.known()).isEqualTo(1);
        assertThat(matches("second")).isEmpty();
        assertThatThrownBy(() -> CrossmatchStage.remove(context(), "second"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Cannot remove second: there is no such reference, expected one of first");
    }

    @Test
    void newObjectsAreMatchedWithTheListsThatAreThere() throws Exception {
        survey(2);
        match(csv(false), "list");
        assertThat(matches("list")).hasSize(2);
        long commits = snapshots(Specs.CROSSMATCHES);
        CrossmatchStage.again(context());
        assertThat(snapshots(Specs.CROSSMATCHES)).as("nothing is new").isEqualTo(commits);

        tables.append(
                Specs.TENSORS,
                spark.createDataFrame(
                        List.of(tensor("new", 183.0, -0.5), tensor("old", 20.0, -0.5), tensor("unplaced", null, null)),
                        Specs.TENSORS.schema()));
        ReferencesSummary lists = CrossmatchStage.again(context());

        assertThat(matches("list")).hasSize(3).contains("new|1|\"NGC, 3\"|183.0|0.000|Map(z -> 1.5, kind -> G)");
        assertThat(lists.known()).isEqualTo(2);
        assertThat(snapshots(Specs.CROSSMATCHES)).isEqualTo(commits + 1);
    }

    /** A kill between the two commits leaves a list that nothing was matched with yet. */
    @Test
    void aListThatWasNotYetMatchedIsMatchedByTheNextNight() throws Exception {
        survey(8);
        match(csv(false), "list");
        tables.overwrite(
                Specs.KNOWN_OBJECTS,
                spark.sql("SELECT 'list' AS reference, 'only' AS matched_id, 187D AS ra_deg, -0.5D AS dec_deg, map() AS"
                        + " matched, 2D AS radius_arcsec, 'less.csv' AS source, '' AS run_id,"
                        + " current_timestamp() AS listed_at"),
                functions.col("reference").equalTo("list"));
        assertThat(matches("list")).as("what readers see meanwhile").isEqualTo(MATCHES);
        CrossmatchStage.again(context());
        assertThat(matches("list")).containsExactly("o07|1|only|187.0|0.000|Map()");
    }

    @Test
    void theCatalogsPositionGoesBeforeTheTensorsAndTheScores() throws Exception {
        survey(4);
        tables.append(
                Specs.TENSORS,
                spark.createDataFrame(
                        List.of(tensor("o01", 183.0, -0.5), tensor("o03", 181.0, -0.5)), Specs.TENSORS.schema()));
        tables.append(
                Specs.CATALOG,
                spark.createDataFrame(
                        List.of(
                                RowFactory.create("o03", 185.0, -0.5),
                                RowFactory.create("without an image", 181.0, -0.5)),
                        Specs.CATALOG.schema()));
        match(csv(false), "list");
        assertThat(matches("list"))
                .extracting(line -> line.substring(0, 10))
                .containsExactly("o01|1|\"NGC", "o03|1|J122");
    }

    @Test
    void keepsTheNearestOfACrowd() throws Exception {
        survey(2);
        StringBuilder crowd = new StringBuilder("name,RAJ2000,DEJ2000\n");
        for (int i = 0; i < 9; i++) {
            crowd.append(i)
                    .append(",181,")
                    .append(-0.5 + (9 - i) * 0.1 * ARCSEC)
                    .append('\n');
        }
        Files.writeString(directory.resolve("crowd.csv"), crowd);
        CrossmatchSummary summary = CrossmatchStage.run(
                context("crossmatch.matches=3"),
                request(directory.resolve("crowd.csv").toString(), "crowd"));
        assertThat(matches("crowd"))
                .extracting(line -> line.substring(0, 7))
                .containsExactly("o01|1|8", "o01|2|7", "o01|3|6");
        assertThat(summary.full()).isEqualTo(1);
        assertThat(summary.lines()).anyMatch(line -> line.contains("1 objects have the 3 matches"));
    }

    @Test
    void whatIsWrongIsToldAndChangesNothing() throws Exception {
        Files.writeString(directory.resolve("good.csv"), "id,ra,dec\na,181,-0.5\n");
        assertThatThrownBy(() -> match(directory.resolve("good.csv").toString(), "good"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("Cannot match the survey: it has no objects, run galaxy-vae ingest first");
        survey(8);
        refused("none.csv", null, "no such file");
        refused("empty.csv", "", "it is empty, expected CSV with a header, Parquet, a FITS table or a VOTable");
        refused("header.csv", "id,ra,dec\n", "none of its 0 rows has a position");
        refused(
                "columns.csv",
                "id,lon,lat\na,1,2\n",
                "no column ra, ra_deg, _RAJ2000, RAJ2000, ra_j2000, RA_ICRS, RAdeg, ALPHA_J2000, found id, lon, lat;"
                        + " name it with --ra");
        refused(
                "range.csv",
                "id,ra,dec\na,361,2\nb,1,91\nc,,\nd,inf,NaN\n",
                "none of its 4 rows has a position, such as ra 1, dec 91; expected J2000 degrees");
        refused("page.csv", "<!DOCTYPE html>\n<html>busy</html>", "it is XML or HTML and no VOTable");
        refused("half.parquet", "PAR1 and no end", "the Parquet file ends too early");
        assertThatThrownBy(() -> CrossmatchStage.run(
                        context(),
                        CrossmatchRequest.of(
                                directory.resolve("good.csv").toString(),
                                null,
                                "1deg",
                                new KnownList.Columns(null, null, "objname", ""))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith("no column objname, found id, ra, dec; name it with --match-id");
        assertThat(tables.exists(Specs.KNOWN_OBJECTS)).isFalse();
        assertThat(tables.exists(Specs.CROSSMATCHES)).isFalse();
        assertThat(CrossmatchStage.again(context()).lines().get(0)).startsWith("no list of known objects");
        assertThat(Files.exists(directory.resolve("workspace/staging").resolve("list")))
                .isFalse();
    }

    @Test
    void badRowsAreCountedAndTold() throws Exception {
        survey(8);
        Files.writeString(
                directory.resolve("rows.csv"),
                "Name,RA,Dec,note,other,\n'x',12:04:00,-00:30:00,one,two,\ny,400,1,,,\nz,,,,,\nmany,1,2,3,4,5,6,7\n"
                        + "few,183\nlong,187,-0.5," + "n".repeat(1000) + ",,\n");
        CrossmatchSummary summary = match(directory.resolve("rows.csv").toString(), "rows");
        assertThat(matches("rows"))
                .containsExactly(
                        "o01|1|'x'|181.0|0.000|Map(note -> one, other -> two)",
                        "o07|1|long|187.0|0.000|Map(note -> " + "n".repeat(256) + ")");
        assertThat(summary.lines())
                .contains(
                        "reference rows: 3 of its 6 rows have a position",
                        "left out 2 rows without a position",
                        "left out 1 rows whose position is no number in range:",
                        "  ra 400, dec 1",
                        "2 rows have more or fewer values than columns",
                        "4 objects have no position and stay unknown");
    }

    @Test
    void aRowIsMarkedOnceHoweverManyListsKnowIt() throws Exception {
        survey(8);
        Dataset<Row> scores = tables.read(Specs.SCORES).select("object_id");
        assertThat(KnownObjects.mark(tables, scores).where("NOT known").count()).isEqualTo(8);
        match(csv(false), "b");
        tables.append(Specs.CROSSMATCHES, tables.read(Specs.CROSSMATCHES).withColumn("reference", functions.lit("a")));
        assertThat(KnownObjects.named(tables, scores)
                        .where("known")
                        .orderBy("object_id")
                        .collectAsList())
                .extracting(row -> row.mkString("|").replaceAll("(\\.\\d{3})\\d+$", "$1"))
                .containsExactly(
                        "o01|true|NGC 1|a|0.500", "o03|true|\"NGC, 3\"|a|0.0", "o05|true|J122000.00-003001.0|a|1.000");
        assertThat(KnownObjects.mark(tables, scores).count()).isEqualTo(8);
        assertThat(KnownObjects.mark(tables, scores).where("known IS NULL").count())
                .isZero();
    }

    private void survey(int objects) {
        new ScoredSurvey(spark, tables).write(objects, 1);
    }

    private static Row tensor(String objectId, @Nullable Double ra, @Nullable Double dec) {
        Object[] values = new Object[Specs.TENSORS.schema().size()];
        Map.<String, Object>of("preparation_id", ScoredSurvey.PREPARATION, "object_id", objectId, "pixels", new byte[3])
                .forEach((column, value) -> values[Specs.TENSORS.schema().fieldIndex(column)] = value);
        values[Specs.TENSORS.schema().fieldIndex("ra_deg")] = ra;
        values[Specs.TENSORS.schema().fieldIndex("dec_deg")] = dec;
        return RowFactory.create(values);
    }

    private static CrossmatchRequest request(String file, String name) {
        return CrossmatchRequest.of(file, name, "2arcsec", new KnownList.Columns(null, null, null, ""));
    }

    private CrossmatchSummary match(String file, String name) throws IOException {
        return CrossmatchStage.run(context(), request(file, name));
    }

    private void refused(String name, @Nullable String content, String message) throws IOException {
        if (content != null) {
            Files.writeString(directory.resolve(name), content);
        }
        String file = directory.resolve(name).toString();
        assertThatThrownBy(() -> match(file, "bad"))
                .as(name)
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Cannot read catalog " + file + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    /** Best first, separations to a thousandth. */
    private List<String> matches(String reference) {
        return tables
                .read(Specs.CROSSMATCHES)
                .where("reference = '" + reference + "'")
                .orderBy("object_id", "place")
                .selectExpr(
                        "object_id",
                        "place",
                        "matched_id",
                        "matched_ra_deg",
                        "format_number(separation_arcsec, 3)",
                        "matched")
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .toList();
    }

    private long snapshots(TableSpec table) {
        return spark.sql("SELECT * FROM " + table.qualifiedName() + ".snapshots")
                .count();
    }

    private String csv(boolean packed) throws IOException {
        StringBuilder text = new StringBuilder("main_id,ra,dec,z,kind\n");
        for (Row row : KNOWN) {
            for (int i = 0; i < row.length(); i++) {
                String value = row.isNullAt(i) ? "" : row.get(i).toString();
                text.append(value.contains("\"") ? "\"" + value.replace("\"", "\"\"") + "\"" : value)
                        .append(i == row.length() - 1 ? '\n' : ',');
            }
        }
        java.nio.file.Path file = directory.resolve(packed ? "known.csv.gz" : "known.csv");
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream sink = packed ? new GZIPOutputStream(out) : out) {
            sink.write(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    private String parquet() {
        String folder = directory.resolve("known.parquet").toString();
        spark.createDataFrame(KNOWN, COLUMNS)
                .repartition(3)
                .write()
                .mode("overwrite")
                .parquet(folder);
        return folder;
    }

    private String voTable() throws IOException {
        java.nio.file.Path file = directory.resolve("known.vot");
        try (OutputStream out = Files.newOutputStream(file)) {
            new VOTableWriter().writeStarTable(stars(), out);
        }
        return file.toString();
    }

    private String fits() throws IOException {
        java.nio.file.Path file = directory.resolve("known.fits");
        try (OutputStream out = Files.newOutputStream(file)) {
            new FitsTableWriter().writeStarTable(stars(), out);
        }
        return file.toString();
    }

    private static RowListStarTable stars() throws IOException {
        RowListStarTable table = new RowListStarTable(new ColumnInfo[] {
            new ColumnInfo("main_id", String.class, ""),
            new ColumnInfo("ra", Double.class, ""),
            new ColumnInfo("dec", Double.class, ""),
            new ColumnInfo("z", Double.class, ""),
            new ColumnInfo("kind", String.class, "")
        });
        for (Row row : KNOWN) {
            Object[] cells = new Object[row.length()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = row.isNullAt(i) && i > 0 && i < 4 ? Double.valueOf(Double.NaN) : row.get(i);
            }
            table.addRow(cells);
        }
        return table;
    }
}
