package org.galaxyvae.survey.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.table.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.VOTableVersion;
import uk.ac.starlink.votable.VOTableWriter;

class CatalogRowsIT extends SparkTest {
    private static final long FIRST = 587722952767439450L;
    private static final String CSV = "object_id,file,ra,dec,mag,kind\n"
            + FIRST + ",a.jpg,185.5,-1.25,17.5,ring\n"
            + (FIRST + 1) + ",b.jpg,12:30:00,-00:30:00,16,\"big, odd\"\n";
    private int reads;

    @ParameterizedTest
    @ValueSource(strings = {"catalog.csv", "catalog.csv.gz", "catalog.csv.bz2", "catalog", "catalog.fits", "a[1].csv"})
    void theNameOfATextSaysNothing(String name) throws Exception {
        byte[] text = CSV.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(text);
        }
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
            out.write(text);
        }
        for (byte[] content : List.of(text, gzip.toByteArray(), bzip2.toByteArray())) {
            Files.write(directory.resolve(name), content);
            assertThat(lines(read(name)))
                    .containsExactly(
                            FIRST + "|185.5|-1.25|a.jpg|17.5|ring", (FIRST + 1) + "|187.5|-0.5|b.jpg|16.0|big, odd");
        }
    }

    @Test
    void readsWhatSpreadsheetsAndPortalsWrite() throws Exception {
        List<String> expected =
                List.of(FIRST + "|185.5|-1.25|a.jpg|17.5|ring", (FIRST + 1) + "|187.5|-0.5|b.jpg|16.0|big, odd");
        write("bom.csv", "\uFEFF" + CSV);
        write("crlf.csv", CSV.replace("\n", "\r\n"));
        write("comments.csv", "#Table1\n# of 2026\n" + CSV.replace("\n5", "\n# between\n5"));
        write("tabs.txt", CSV.replace("\"big, odd\"", "big; odd").replace(",", "\t"));
        write("semicolons.csv", CSV.replace(", odd", " odd").replace(",", ";"));
        Files.write(directory.resolve("utf16.csv"), ("\uFEFF" + CSV).getBytes(StandardCharsets.UTF_16LE));
        assertThat(lines(read("bom.csv"))).isEqualTo(expected);
        assertThat(lines(read("crlf.csv"))).isEqualTo(expected);
        assertThat(lines(read("comments.csv"))).isEqualTo(expected);
        assertThat(lines(read("utf16.csv"))).isEqualTo(expected);
        assertThat(lines(read("tabs.txt")).get(1)).endsWith("|16.0|big; odd");
        assertThat(lines(read("semicolons.csv")).get(1)).endsWith("|16.0|big odd");
        write("two.csv", "object_id,note,z\n1,\"two\nlines\",0.1\n2,x,0.2\n");
        assertThat(lines(read("two.csv"))).containsExactly("1|null|null|two\nlines|0.1", "2|null|null|x|0.2");
    }

    @Test
    void listsWhatIsWrongWithRows() throws Exception {
        write(
                "bad.csv",
                "object_id,ra,dec\n1,361,5\n2,nan,NaN\n3,1,2\n3,1,3\n,4,5\n" + "x".repeat(129)
                        + ",1,1\n4,12:61:00,1\n5,1\n");
        CatalogRows rows = read("bad.csv");
        assertThat(rows.count()).isEqualTo(5);
        assertThat(rows.duplicates()).isEqualTo(1);
        assertThat(rows.invalidIds()).isEqualTo(2);
        assertThat(rows.invalidPositions()).isEqualTo(2);
        assertThat(rows.malformedRows()).isEqualTo(1);
        assertThat(rows.problems().count()).isEqualTo(6);
        assertThat(rows.examples(20))
                .containsExactly(
                        "a row: no id, or a fraction or floating-point number beyond 2^53 for one",
                        "1: invalid position: ra 361, dec 5, expected 0 to 360 and -90 to 90 degrees",
                        "3: an id of 2 rows, of which one is used",
                        "4: invalid position: ra 12:61:00, dec 1, expected 0 to 360 and -90 to 90 degrees",
                        "5: more or fewer values than columns: 5,1",
                        "x".repeat(40) + "...: an id of 129 characters, expected at most 128");
        assertThat(lines(rows)).contains("1|null|5.0", "2|null|null", "3|1.0|2.0", "5|1.0|null");
    }

    @Test
    void readsParquetFilesAndFolders() throws Exception {
        String folder = directory.resolve("made").toString();
        spark.sql("SELECT 587722952767439450L AS objid, 185.5D AS ra, float(-1.25) AS dec, tinyint(3) AS n,"
                        + " array(1, 2) AS v, map('a', 1) AS m, CAST(18446744073709551615 AS decimal(20,0)) AS big,"
                        + " double('NaN') AS z, date'2026-01-02' AS day, 7S AS petroRad_r")
                .coalesce(1)
                .write()
                .parquet(folder);
        String expected =
                "587722952767439450|185.5|-1.25|3|[1.0, 2.0]|{\"a\":1}|18446744073709551615|NaN|2026-01-02|7.0";
        String[] settings = {"ingest.catalog.id=objid", "ingest.catalog.radius=PetroRad_r"};
        CatalogRows rows = read("made", settings);
        assertThat(rows.rows().columns())
                .containsExactly(
                        "object_id", "ra_deg", "dec_deg", "n", "v", "m", "big", "z", "day", "petro_radius_arcsec");
        assertThat(lines(rows)).containsExactly(expected);
        Path part;
        try (var parts = Files.list(directory.resolve("made"))) {
            part = parts.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.copy(part, directory.resolve("catalog.csv"));
        assertThat(lines(read("catalog.csv", settings))).containsExactly(expected);
    }

    @Test
    void readsFitsTablesWithEveryDigit() throws Exception {
        try (OutputStream out = Files.newOutputStream(directory.resolve("catalog.txt"))) {
            new FitsTableWriter().writeStarTable(stars(), out);
        }
        assertStars(read("catalog.txt"), "NaN");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("packed")))) {
            new FitsTableWriter().writeStarTable(stars(), out);
        }
        assertStars(read("packed", "ingest.catalog.table=1"), "NaN");
    }

    /** As FITS writes them: a signed column with an offset of 2^63 (FITS standard 4.0, table 11). */
    @Test
    void readsUnsignedIdsToTheLastDigit() throws Exception {
        String header = Stream.of(
                        "XTENSION= 'BINTABLE'",
                        "BITPIX  = 8",
                        "NAXIS   = 2",
                        "NAXIS1  = 10",
                        "NAXIS2  = 3",
                        "PCOUNT  = 0",
                        "GCOUNT  = 1",
                        "TFIELDS = 2",
                        "TTYPE1  = 'object_id'",
                        "TFORM1  = 'K'",
                        "TZERO1  = 9223372036854775808",
                        "TTYPE2  = 'n'",
                        "TFORM2  = 'I'",
                        "TZERO2  = 32768",
                        "TNULL2  = 5",
                        "END")
                .map("%-80s"::formatted)
                .collect(Collectors.joining());
        ByteBuffer file = ByteBuffer.allocate(3 * 2880);
        file.put("%-80s%-80s%-80s%-2640s"
                .formatted("SIMPLE  =                    T", "BITPIX  = 8", "NAXIS   = 0", "END")
                .getBytes(StandardCharsets.US_ASCII));
        file.put("%-2880s".formatted(header).getBytes(StandardCharsets.US_ASCII));
        for (long id : new long[] {FIRST, -1, Long.MIN_VALUE + 1}) {
            file.putLong(id ^ Long.MIN_VALUE).putShort((short) (id == -1 ? 5 : 32767));
        }
        Files.write(directory.resolve("unsigned"), file.array());
        assertThat(lines(read("unsigned")))
                .containsExactly(
                        "18446744073709551615|null|null|null",
                        FIRST + "|null|null|65535",
                        "9223372036854775809|null|null|65535");
    }

    @Test
    void readsEverySerializationOfVoTables() throws Exception {
        for (DataFormat format :
                List.of(DataFormat.TABLEDATA, DataFormat.BINARY, DataFormat.BINARY2, DataFormat.FITS)) {
            try (OutputStream out = Files.newOutputStream(directory.resolve("catalog.dat"))) {
                new VOTableWriter(format, true, VOTableVersion.V14).writeStarTable(stars(), out);
            }
            // NaN is a VOTable's way to say that there is no value
            assertStars(read("catalog.dat"), format == DataFormat.FITS ? "NaN" : "null");
        }
    }

    @Test
    void takesTheTableThatIsNamed() throws Exception {
        StarTable other = stars();
        other.setName("other");
        StarTable wanted = stars();
        wanted.setName("wanted");
        ((RowListStarTable) wanted).setCell(0, 0, 99L);
        StarTable[] both = {other, wanted};
        try (OutputStream out = Files.newOutputStream(directory.resolve("both.fits"))) {
            new FitsTableWriter().writeStarTables(Tables.arrayTableSequence(both), out);
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("both.vot"))) {
            new VOTableWriter().writeStarTables(Tables.arrayTableSequence(both), out);
        }
        for (String file : List.of("both.fits", "both.vot")) {
            assertThat(lines(read(file)).get(0)).startsWith("" + FIRST);
            assertThat(lines(read(file, "ingest.catalog.table=Wanted")).get(1)).startsWith("99|");
            assertThat(lines(read(file, "ingest.catalog.table=2")).get(1)).startsWith("99|");
            assertThatThrownBy(() -> read(file, "ingest.catalog.table=third"))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("has no table third (ingest.catalog.table), expected");
        }
    }

    @Test
    void writesBigTablesInSeveralBatches() throws Exception {
        RowListStarTable table = new RowListStarTable(
                new ColumnInfo[] {new ColumnInfo("object_id", Long.class, ""), new ColumnInfo("z", Float.class, "")});
        for (int i = 0; i < 120_000; i++) {
            table.addRow(new Object[] {FIRST + i, (float) i});
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("big"))) {
            new FitsTableWriter().writeStarTable(table, out);
        }
        CatalogRows rows = read("big");
        assertThat(rows.count()).isEqualTo(120_000);
        assertThat(rows.rows()
                        .selectExpr("sum(cast(object_id as decimal(30)) - " + FIRST + ") = sum(z)")
                        .first()
                        .getBoolean(0))
                .isTrue();
    }

    @Test
    void takesTheColumnThatIsNamedExactlyAndKeepsTheOthers() throws Exception {
        write("dup.csv", "object_id,ra,dec,z,RA,DEC,Z\n1,180,10,0.1,12h00m,+10d00m,18.2\n");
        CatalogRows read = read("dup.csv");
        assertThat(read.rows().columns()).containsExactly("object_id", "ra_deg", "dec_deg", "z", "ra", "dec", "z_2");
        assertThat(lines(read)).containsExactly("1|180.0|10.0|0.1|12h00m|+10d00m|18.2");
        write("numbered.csv", "object_id,ra1,ra2,x3\n1,2,3,4\n");
        assertThat(read("numbered.csv").rows().columns()).endsWith("ra1", "ra2", "x3");

        write("twice.csv", "object_id,ra,dec,ra\n1,180,10,181\n");
        assertRefused("twice.csv", "columns 2 (ra) and 4 (ra) are all ra, expected one");
        write("spellings.csv", "object_id,RA,Ra,dec\n1,180,181,10\n");
        assertRefused("spellings.csv", "columns 2 (RA) and 3 (Ra) are all ra, expected one");
    }

    @Test
    void saysInOneLineWhatIsNoCatalog() throws Exception {
        write("empty.csv", "");
        write("header.csv", "object_id,ra\n");
        write("page.csv", "<!DOCTYPE html>\n<html>busy</html>");
        write("noid.csv", "name,ra\n1,2\n");
        write("nothing.csv", "object_id,ra\n,2\n,3\n");
        write("half.parquet", "PAR1 and no end");
        Files.write(directory.resolve("binary"), new byte[100]);
        Files.createDirectories(directory.resolve("folder"));
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            for (int i = 0; i < 20000; i++) {
                out.write((i + "," + i * 7919L % 360 + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(directory.resolve("half.csv.gz"), Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));
        Files.write(directory.resolve("half"), Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));
        ByteArrayOutputStream fits = new ByteArrayOutputStream();
        new FitsTableWriter().writeStarTable(stars(), fits);
        Files.write(directory.resolve("half.fits"), Arrays.copyOf(fits.toByteArray(), 2 * 2880 + 100));
        Files.write(directory.resolve("image.fits"), Arrays.copyOf(fits.toByteArray(), 2880));
        ByteArrayOutputStream vo = new ByteArrayOutputStream();
        new VOTableWriter(DataFormat.TABLEDATA, true).writeStarTable(stars(), vo);
        Files.write(directory.resolve("half.vot"), Arrays.copyOf(vo.toByteArray(), vo.size() * 2 / 3));
        assertRefused("none.csv", "no such file");
        assertRefused("empty.csv", "it is empty, expected CSV with a header, Parquet, a FITS table or a VOTable");
        assertRefused("header.csv", "it has a header and no rows");
        assertRefused("page.csv", "it is XML or HTML and no VOTable");
        assertRefused("noid.csv", "no id column object_id, found name, ra; name it with ingest.catalog.id");
        assertRefused("nothing.csv", "none of its 2 rows has a valid id");
        assertRefused("half.parquet", "the Parquet file ends too early");
        assertRefused("binary", "it is none of the known formats");
        assertRefused("folder", "it is a folder without Parquet files");
        assertRefused("half.csv.gz", "it is damaged or cannot be read (");
        assertRefused("half", "it is damaged or cannot be read (");
        assertRefused("half.fits", "(");
        assertRefused("image.fits", "the FITS file has no table, only images");
        assertRefused("half.vot", "the VOTable is damaged (");
    }

    @Test
    void anIdThatWasADoubleIsNotBelieved() throws Exception {
        String file = directory.resolve("doubles").toString();
        spark.sql("SELECT * FROM VALUES (587722952767439450D), (12D) AS t(object_id)")
                .write()
                .parquet(file);
        CatalogRows rows = read("doubles");
        assertThat(lines(rows)).containsExactly("12|null|null");
        assertThat(rows.invalidIds()).isEqualTo(1);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "GALAXY_SAMPLE", matches = ".+")
    void readsRealCatalogs() {
        assertThat(sample("gz1/catalog.csv").count()).isEqualTo(4416);
        CatalogRows stripe = sample("gz2-stripe82/table5.csv.gz", "ingest.catalog.id=objid");
        assertThat(stripe.count() + stripe.duplicates()).isEqualTo(19761);
        assertThat(stripe.rows()
                        .where("ra_deg IS NULL OR length(object_id) <> 19")
                        .count())
                .isZero();
        assertThat(sample("gzbuilder/compiled_hart_catalog.csv", "ingest.catalog.id=dr7objid")
                        .rows()
                        .columns())
                .contains("psi_sparcfire", "log_mstar", "iauname");
        assertThat(sample("fits/decals/panoptes.csv", "ingest.catalog.id=subject_id")
                        .count())
                .isPositive();
        CatalogRows coadd = sample("bad-input/fits_binary_table/coadd_for_4263_5_119.fit", "ingest.catalog.id=objid");
        assertThat(coadd.count() + coadd.duplicates()).isEqualTo(839);
        assertThat(coadd.rows()
                        .where("NOT object_id RLIKE '^[0-9]{18,19}$' OR ra_deg IS NULL")
                        .count())
                .isZero();
        CatalogRows cut = sample("bad-input/fits_binary_table/cut-tsObj-002830-6-0-0398.fit", "ingest.catalog.id=id");
        assertThat(cut.count()).isEqualTo(50);
        assertThat(cut.rows().columns()).hasSizeGreaterThan(140);
        assertThat(sample(
                                "bad-input/fits_binary_table/real_galaxy_catalog_23.5_example.fits",
                                "ingest.catalog.id=ident",
                                "ingest.catalog.pixel_scale=pixel_scale")
                        .rows()
                        .select("pixel_scale_arcsec")
                        .first()
                        .getDouble(0))
                .isBetween(0.01, 0.1);
        assertThatThrownBy(() -> sample("bad-input/empty/gal.fits")).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> sample("fits/decals/example_a.fits")).hasMessageContaining("only images");
    }

    private CatalogRows sample(String file, String... settings) {
        return CatalogRows.read(
                spark,
                Path.of(System.getenv("GALAXY_SAMPLE"), file).toString(),
                SettingsReader.read(null, "", List.of(settings)).ingest().catalog(),
                directory.resolve("read-" + reads++).toString());
    }

    @Test
    void readsAMappingOfFilesToIds() throws Exception {
        write(
                "map.csv",
                "objid,sample,asset_id\n" + FIRST + ",original,0012\n" + (FIRST + 1) + ",stripe82,3\n" + (FIRST + 2)
                        + ",stripe82,3\n,x,4\n5,y,\n");
        Dataset<Row> mapping = FileMapping.read(
                spark,
                directory.resolve("map.csv").toString(),
                SettingsReader.defaults().ingest().mapping(),
                directory.resolve("mapping").toString());
        assertThat(lines(mapping)).containsExactly(FIRST + "|0012", (FIRST + 1) + "|3");
        assertThatThrownBy(() -> FileMapping.read(
                        spark,
                        directory.resolve("map.csv").toString(),
                        SettingsReader.read(null, "", List.of("ingest.mapping.file=picture"))
                                .ingest()
                                .mapping(),
                        directory.resolve("mapping2").toString()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageEndingWith(
                        "no column picture, found objid, sample, asset_id; name it with ingest.mapping.file");
    }

    private void assertRefused(String name, String message) {
        assertThatThrownBy(() -> read(name))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Cannot read catalog " + directory.resolve(name) + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    /** Two rows with every type; nulls in the second. */
    private static RowListStarTable stars() {
        ColumnInfo color = new ColumnInfo("color", float[].class, "");
        color.setShape(new int[] {3});
        ColumnInfo count = new ColumnInfo("nObs", Integer.class, "");
        ColumnInfo name = new ColumnInfo("Name", String.class, "");
        name.setElementSize(8);
        RowListStarTable table = new RowListStarTable(new ColumnInfo[] {
            new ColumnInfo("object_id", Long.class, ""),
            new ColumnInfo("RA", Double.class, ""),
            new ColumnInfo("Dec", Double.class, ""),
            count,
            new ColumnInfo("mag", Float.class, ""),
            new ColumnInfo("flag", Boolean.class, ""),
            name,
            color,
            new ColumnInfo("small", Short.class, ""),
            new ColumnInfo("other", Long.class, ""),
        });
        table.addRow(new Object[] {
            FIRST, 185.5, -1.25, 7, 17.5f, true, "M 31", new float[] {1, 2.5f, 3}, (short) -4, Long.MAX_VALUE
        });
        table.addRow(new Object[] {
            FIRST + 1, Double.NaN, 2.5, null, Float.NaN, false, null, new float[] {0, 0, 0}, (short) 9, -1L
        });
        return table;
    }

    private static void assertStars(CatalogRows rows, String nan) {
        assertThat(rows.rows().schema().simpleString())
                .isEqualTo("struct<object_id:string,ra_deg:double,dec_deg:double,n_obs:int,mag:float,flag:boolean,"
                        + "name:string,color:array<double>,small:int,other:bigint>");
        assertThat(lines(rows))
                .containsExactly(
                        FIRST + "|185.5|-1.25|7|17.5|true|M 31|[1.0, 2.5, 3.0]|-4|9223372036854775807",
                        (FIRST + 1) + "|null|2.5|null|" + nan + "|false|null|[0.0, 0.0, 0.0]|9|-1");
    }

    private CatalogRows read(String name, String... settings) {
        return CatalogRows.read(
                spark,
                directory.resolve(name).toString(),
                SettingsReader.read(null, "", List.of(settings)).ingest().catalog(),
                directory.resolve("read-" + reads++).toString());
    }

    private static List<String> lines(CatalogRows rows) {
        return lines(rows.rows());
    }

    private static List<String> lines(Dataset<Row> rows) {
        return rows
                .selectExpr("concat_ws('|', "
                        + String.join(
                                ", ",
                                Arrays.stream(rows.columns())
                                        .map(name -> "coalesce(cast(`" + name + "` as string), 'null')")
                                        .toList())
                        + ")")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
