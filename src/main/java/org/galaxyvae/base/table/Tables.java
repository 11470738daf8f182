package org.galaxyvae.base.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Reads, checks and writes a workspace's Iceberg tables; every write is one commit. */
public final class Tables {
    /** The SQL name of the Iceberg catalog. */
    public static final String CATALOG = "galaxies";

    /** The namespace that holds all tables, as Iceberg names it inside of the catalog. */
    public static final Namespace SURVEY = Namespace.of("survey");

    /** Its SQL name. */
    public static final String NAMESPACE = CATALOG + "." + SURVEY;

    private final SparkSession spark;
    private final Workspace workspace;
    private final @Nullable String branch;
    private final @Nullable String tag;

    /** The tables of one workspace; the session's Iceberg catalog must point at it (see {@link #configuration}). */
    public Tables(SparkSession spark, Workspace workspace) {
        this(spark, workspace, null, null);
    }

    private Tables(SparkSession spark, Workspace workspace, @Nullable String branch, @Nullable String tag) {
        this.spark = spark;
        this.workspace = workspace;
        this.branch = branch;
        this.tag = tag;
    }

    /**
     * The same tables, but what a night publishes ({@link Specs#NIGHT}) is written to that branch, where nobody sees it, and
     * read from it where it was written.
     */
    public Tables onBranch(String name) {
        return new Tables(spark, workspace, name, null);
    }

    /** The same tables to read from, but those that keep what an earlier run published as that run left them. */
    public Tables asPublishedBy(String runId) {
        return new Tables(spark, workspace, null, Branches.tag(runId));
    }

    /** Snapshots, branches and tags of these tables. */
    public Branches branches() {
        return new Branches(this);
    }

    /** The session settings that make the tables of an Iceberg catalog visible to SQL, and mean everywhere the same. */
    public static Map<String, String> configuration(CatalogProperties catalog) {
        Map<String, String> all = new HashMap<>(SiteSettings.ofSessions());
        all.putAll(catalog.asMap());
        all.put("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
        all.put("spark.sql.defaultCatalog", CATALOG);
        return all;
    }

    /** A table that was written, as Iceberg sees it. */
    public Table iceberg(TableSpec table) {
        try {
            return Spark3Util.loadIcebergTable(spark, table.qualifiedName());
        } catch (NoSuchTableException | ParseException e) {
            throw new IllegalStateException("Cannot load table " + table.name(), e);
        }
    }

    /** Whether the table was ever written. */
    public boolean exists(TableSpec table) {
        return spark.catalog().tableExists(table.qualifiedName());
    }

    /**
     * The table's rows.
     *
     * @throws InvalidDataException where it was never written
     */
    public Dataset<Row> read(TableSpec table) {
        if (!exists(table)) {
            throw new InvalidDataException("Cannot read " + table.name() + ": workspace " + workspace.root()
                    + " has no such table, run galaxy-vae " + table.madeBy() + " first");
        }
        return spark.table(readName(table));
    }

    /** How many rows the published table has; from its metadata, but where deletes are files of their own. */
    public long rows(TableSpec table) {
        Snapshot current = iceberg(table).currentSnapshot();
        if (current == null) {
            return 0;
        }
        String total = current.summary().get("total-records");
        boolean whole = "0".equals(current.summary().get("total-delete-files"));
        return total == null || !whole ? spark.table(table.qualifiedName()).count() : Long.parseLong(total);
    }

    /** The table's rows, or none where it was never written. */
    public Dataset<Row> readOrEmpty(TableSpec table) {
        return exists(table) ? spark.table(readName(table)) : spark.createDataFrame(List.<Row>of(), table.schema());
    }

    /** The table's rows, none where it was never made, with null in the columns that an earlier version did not have. */
    public Dataset<Row> readWithColumns(TableSpec table) {
        return RowColumns.withMissing(readOrEmpty(table), table.schema());
    }

    /** Adds rows; the caller answers for the key. */
    public void append(TableSpec table, Dataset<Row> rows) {
        Dataset<Row> checked = RowColumns.checked(table, rows);
        create(table);
        try {
            filled(table, checked).writeTo(writeName(table)).append();
        } catch (NoSuchTableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces the rows that meet the condition, which must select whole partitions (or be {@code lit(true)}). */
    public void overwrite(TableSpec table, Dataset<Row> rows, Column condition) {
        Dataset<Row> checked = RowColumns.checked(table, rows);
        create(table);
        try {
            filled(table, checked).writeTo(writeName(table)).overwrite(condition);
        } catch (NoSuchTableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts rows, replacing those with an equal key. */
    public void merge(TableSpec table, Dataset<Row> rows) {
        create(table);
        mergeInto(
                table,
                filled(table, RowColumns.checked(table, rows)),
                "WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *");
    }

    /**
     * Inserts rows, replacing those with an equal key; where the table has none of them that is an append, which rewrites no
     * file.
     *
     * @return whether it was an append
     */
    public boolean put(TableSpec table, Dataset<Row> rows) {
        boolean fresh = !exists(table)
                || read(table)
                        .join(
                                rows.select(
                                        table.key().stream().map(functions::col).toArray(Column[]::new)),
                                table.key().toArray(String[]::new),
                                "left_semi")
                        .isEmpty();
        if (fresh) {
            append(table, rows);
        } else {
            merge(table, rows);
        }
        return fresh;
    }

    /** Sets some columns of the rows with an equal key; {@code rows} has the key and these columns. */
    public void update(TableSpec table, Dataset<Row> rows, List<String> columns) {
        create(table);
        String values =
                columns.stream().map(column -> "t." + column + " = s." + column).collect(Collectors.joining(", "));
        mergeInto(table, rows, "WHEN MATCHED THEN UPDATE SET " + values);
    }

    /** Removes the rows with an equal key; {@code keys} has the key columns, and others do no harm. */
    public void remove(TableSpec table, Dataset<Row> keys) {
        mergeInto(table, keys, "WHEN MATCHED THEN DELETE");
    }

    private void mergeInto(TableSpec table, Dataset<Row> rows, String clauses) {
        String source = "incoming_" + table.name();
        rows.createOrReplaceTempView(source);
        String on = table.key().stream()
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(" AND "));
        try {
            spark.sql("MERGE INTO " + writeName(table) + " t USING " + source + " s ON " + on + " " + clauses);
        } finally {
            spark.catalog().dropTempView(source);
        }
    }

    /** Removes the rows that meet the SQL condition. */
    public void delete(TableSpec table, String condition) {
        if (exists(table)) {
            spark.sql("DELETE FROM " + writeName(table) + " WHERE " + condition);
        }
    }

    /** Replaces the whole table, schema included; for tables whose columns the user decides. */
    public void replace(TableSpec table, Dataset<Row> rows) {
        createNamespace();
        configured(table, rows).createOrReplace();
    }

    private boolean isBranched(TableSpec table) {
        return branch != null && Specs.NIGHT.contains(table);
    }

    private String readName(TableSpec table) {
        if (tag != null && branches().has(table, tag)) {
            return table.qualifiedName() + ".tag_" + tag;
        }
        return isBranched(table) && branches().has(table, Objects.requireNonNull(branch))
                ? onBranchName(table)
                : table.qualifiedName();
    }

    private String writeName(TableSpec table) {
        if (!isBranched(table)) {
            return table.qualifiedName();
        }
        branches().create(table, Objects.requireNonNull(branch));
        return onBranchName(table);
    }

    private String onBranchName(TableSpec table) {
        return table.qualifiedName() + ".branch_" + branch;
    }

    /** A table that a newer version wrote may have columns that this one does not know: null for them. */
    private Dataset<Row> filled(TableSpec table, Dataset<Row> rows) {
        return RowColumns.withMissing(rows, spark.table(table.qualifiedName()).schema());
    }

    private void create(TableSpec table) {
        if (exists(table)) {
            addColumns(table);
        } else {
            try {
                createNamespace();
                configured(table, spark.createDataFrame(List.<Row>of(), table.schema()))
                        .create();
            } catch (org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException e) {
                throw new IllegalStateException("Table " + table.name() + " appeared under the writer's lock", e);
            }
        }
    }

    /** Some Iceberg catalogs want it before its first table. */
    private void createNamespace() {
        spark.sql("CREATE NAMESPACE IF NOT EXISTS " + NAMESPACE);
    }

    /** A table of an earlier version gets the columns it lacks; its old rows have null there. */
    private void addColumns(TableSpec table) {
        List<String> there =
                Arrays.asList(spark.table(table.qualifiedName()).schema().fieldNames());
        for (StructField field : table.schema().fields()) {
            if (!there.contains(field.name())) {
                spark.sql("ALTER TABLE " + table.qualifiedName() + " ADD COLUMN " + field.name() + " "
                        + field.dataType().sql());
            }
        }
    }

    private static CreateTableWriter<Row> configured(TableSpec table, Dataset<Row> rows) {
        CreateTableWriter<Row> writer = rows.writeTo(table.qualifiedName())
                .using("iceberg")
                .tableProperty("format-version", "2")
                .tableProperty("write.distribution-mode", "none")
                .tableProperty("write.merge.distribution-mode", "none")
                .tableProperty("write.spark.fanout.enabled", "true")
                .tableProperty("write.metadata.delete-after-commit.enabled", "true")
                .tableProperty("write.metadata.previous-versions-max", "20");
        for (var property : table.properties().entrySet()) {
            writer = writer.tableProperty(property.getKey(), property.getValue());
        }
        if (!table.partitionedBy().isEmpty()) {
            List<Column> columns =
                    table.partitionedBy().stream().map(functions::col).toList();
            writer = writer.partitionedBy(
                    columns.get(0),
                    scala.collection.JavaConverters.asScalaBuffer(columns.subList(1, columns.size()))
                            .toSeq());
        }
        return writer;
    }
}
