package org.galaxyvae.show.sql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.SparkPlan;
import org.galaxyvae.base.config.RequestException;
import scala.Tuple2;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A query's rows as they are counted against {@code spark.driver.maxResultSize}: Spark packs a result before it counts, so that a
 * hundred megabytes that it lets through may be a hundred gigabytes of equal letters, in the memory of the server for all clients.
 */
public final class BoundedResultExec extends SparkPlan {
    /** Rows become objects in the server: so many bytes for one of theirs. */
    private static final int OBJECTS = 6;

    private static final int PIECE = 1 << 20;

    private final SparkPlan child;

    /** Spark copies plans by this. */
    public BoundedResultExec(SparkPlan child) {
        this.child = child;
    }

    @Override
    public InternalRow[] executeCollect() {
        return collected(most(), OBJECTS).toArray(InternalRow[]::new);
    }

    /** For a table that every task keeps: rows stay as they are, twice. */
    @Override
    public Tuple2<Object, scala.collection.Iterator<InternalRow>> executeCollectIterator() {
        List<InternalRow> rows = collected(most() / 4, 2);
        return new Tuple2<>((long) rows.size(), JavaConverters.asScalaIterator(rows.iterator()));
    }

    private long most() {
        long most = sparkContext().getConf().getSizeAsBytes("spark.driver.maxResultSize", "1g");
        return most > 0 ? most : Long.MAX_VALUE;
    }

    private List<InternalRow> collected(long most, int times) {
        int columns = output().size();
        List<byte[]> parts = child.execute()
                .toJavaRDD()
                .mapPartitions((FlatMapFunction<Iterator<InternalRow>, byte[]>) rows -> packed(rows, most))
                .collect();
        long bytes = parts.stream().mapToLong(part -> part.length).sum();
        if (bytes > most) {
            throw tooLarge(most);
        }
        requireRoom(bytes * times);
        List<InternalRow> rows = new ArrayList<>();
        for (byte[] part : parts) {
            ByteBuffer sizes = ByteBuffer.wrap(part);
            while (sizes.hasRemaining()) {
                int size = sizes.getInt();
                UnsafeRow row = new UnsafeRow(columns);
                // rows begin at multiples of eight, as those that Spark makes
                row.pointTo(part, org.apache.spark.unsafe.Platform.BYTE_ARRAY_OFFSET + sizes.position() + 4, size);
                sizes.position(sizes.position() + 4 + size);
                rows.add(row);
            }
        }
        return rows;
    }

    private static RequestException tooLarge(long limit) {
        return new RequestException(
                "Cannot answer: the result, or a table that a join has every task keep, is larger than " + (limit >> 20)
                        + " MB, expected fewer rows or columns, or LIMIT");
    }

    /** All rows of a partition, each behind its size in four bytes and four more, in pieces. */
    private static Iterator<byte[]> packed(Iterator<InternalRow> rows, long most) {
        // a task has them twice, here and as it sends them
        long limit = Math.min(most, Runtime.getRuntime().maxMemory() / 6);
        List<byte[]> pieces = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
        long bytes = 0;
        while (rows.hasNext()) {
            UnsafeRow row = (UnsafeRow) rows.next();
            int size = row.getSizeInBytes();
            bytes += size + 8L;
            if (bytes > limit) {
                throw tooLarge(limit);
            }
            if (piece.size() > 0 && piece.size() + size > PIECE) {
                pieces.add(piece.toByteArray());
                piece.reset();
            }
            piece.writeBytes(ByteBuffer.allocate(8).putInt(size).array());
            piece.writeBytes(row.getBytes());
        }
        pieces.add(piece.toByteArray());
        return pieces.iterator();
    }

    /** Fails for this client before the memory of all is full. */
    private static void requireRoom(long bytes) {
        if (bytes > free()) {
            System.gc();
            if (bytes > free()) {
                throw new RequestException(
                        "Cannot answer now: the server's memory is full of results that clients have not"
                                + " fetched yet, expected fewer rows or columns, or another time");
            }
        }
    }

    private static long free() {
        Runtime memory = Runtime.getRuntime();
        return memory.maxMemory() - (memory.totalMemory() - memory.freeMemory());
    }

    @Override
    public RDD<InternalRow> doExecute() {
        return child.execute();
    }

    @Override
    public Seq<Attribute> output() {
        return child.output();
    }

    @Override
    public org.apache.spark.sql.catalyst.plans.physical.Partitioning outputPartitioning() {
        return child.outputPartitioning();
    }

    @Override
    public Seq<SparkPlan> children() {
        return JavaConverters.asScalaBuffer(List.of(child)).toSeq();
    }

    @Override
    public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
        return new BoundedResultExec(children.apply(0));
    }

    @Override
    public Object productElement(int n) {
        return child;
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof BoundedResultExec;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoundedResultExec same && same.child.equals(child);
    }

    @Override
    public int hashCode() {
        return child.hashCode();
    }
}
