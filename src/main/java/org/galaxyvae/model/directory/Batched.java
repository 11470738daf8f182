package org.galaxyvae.model.directory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** A partition's rows through something that opens once, takes a batch at a time, and closes when the task ends. */
public final class Batched {
    private Batched() {}

    /**
     * Streams rows; an empty partition opens nothing.
     *
     * @param batch rows it takes at most
     * @param work what to make of a batch of rows
     */
    public static <M, T, R> Iterator<R> stream(
            Supplier<M> open,
            ToIntFunction<M> batch,
            Consumer<M> close,
            Iterator<T> rows,
            BiFunction<M, List<T>, List<R>> work) {
        if (!rows.hasNext()) {
            return Collections.emptyIterator();
        }
        M model = open.get();
        int most = batch.applyAsInt(model);
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) context -> close.accept(model));
        }
        return new Iterator<>() {
            private Iterator<R> ready = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!ready.hasNext() && rows.hasNext()) {
                    List<T> next = new ArrayList<>(most);
                    while (rows.hasNext() && next.size() < most) {
                        next.add(rows.next());
                    }
                    ready = work.apply(model, next).iterator();
                }
                return ready.hasNext();
            }

            @Override
            public R next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.next();
            }
        };
    }
}
