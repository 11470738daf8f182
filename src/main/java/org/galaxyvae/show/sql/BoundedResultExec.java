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
        int columns = output().size();
        long most = sparkContext().getConf().getSizeAsBytes("spark.driver.maxResultSize", "1g");
        List<byte[]> parts = child.execute()
                .toJavaRDD()
                .mapPartitions((FlatMapFunction<Iterator<InternalRow>, byte[]>) rows -> packed(rows, most))
                .collect();
        requireRoom(parts.stream().mapToLong(part -> part.length).sum() * OBJECTS);
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
        return rows.toArray(InternalRow[]::new);
    }

    /** All rows of a partition, each behind its size in four bytes and four more, in pieces. */
    private static Iterator<byte[]> packed(Iterator<InternalRow> rows, long most) {
        // a task has them twice, here and as it sends them
        long limit =
                Math.min(most > 0 ? most : Long.MAX_VALUE, Runtime.getRuntime().maxMemory() / 6);
        List<byte[]> pieces = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
        long bytes = 0;
        while (rows.hasNext()) {
            UnsafeRow row = (UnsafeRow) rows.next();
            int size = row.getSizeInBytes();
            bytes += size + 8L;
            if (bytes > limit) {
                throw new RequestException("Cannot answer: the result is larger than " + (limit >> 20)
                        + " MB, expected fewer rows or columns, or LIMIT");
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
