package org.galaxyvae.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one resident piece of work goes, by named part.
 *
 * <p>The engines report the end of each part; it took the time since the end of the one before. So one call a part is enough,
 * and every nanosecond of a step belongs to exactly one part. When nobody measures, a call is one read of a field.
 */
public final class LayerTimes {
    /** Which way the work goes. */
    public enum Pass {
        FORWARD,
        BACKWARD,
        /** Adam's step. */
        UPDATE,
        /** What is around the network: copies of a batch, DL4J's own bookkeeping. */
        REST;

        /** The name in tables and JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What one part takes.
     *
     * @param part such as "encoder.0 convolution"
     * @param milliseconds per batch
     * @param share of the whole step, 0 to 1
     */
    public record PartTime(Pass pass, String part, double milliseconds, double share) {}

    private record Key(Pass pass, String owner, int index, String kind) {
        String label() {
            return owner + (index < 0 ? "" : "." + index) + (kind.isEmpty() ? "" : " " + kind);
        }
    }

    private static volatile @Nullable LayerTimes running;

    private final Thread thread = Thread.currentThread();
    private final Map<Key, Long> nanos = new LinkedHashMap<>();
    private long last;

    private LayerTimes() {}

    /**
     * Repeats the work on this thread for at least so long, and at least three times; nobody else may measure meanwhile.
     *
     * @param work warmed up
     * @return in the order of the work; shares add up to 1
     */
    public static List<PartTime> of(ResidentWork work, double seconds) {
        LayerTimes times = new LayerTimes();
        long started = System.nanoTime();
        int steps = 0;
        running = times;
        try {
            while (steps < 3 || System.nanoTime() - started < seconds * 1e9) {
                times.last = System.nanoTime();
                work.step();
                rest();
                steps++;
            }
        } finally {
            running = null;
        }
        return times.perStep(steps);
    }

    private List<PartTime> perStep(int steps) {
        double total = nanos.values().stream().mapToLong(Long::longValue).sum();
        List<PartTime> parts = new ArrayList<>();
        nanos.forEach((key, time) ->
                parts.add(new PartTime(key.pass(), key.label(), time / 1e6 / steps, total > 0 ? time / total : 0)));
        return List.copyOf(parts);
    }

    /** The forward pass of a layer's part ended: owner "encoder", index 0, kind "convolution". */
    static void forward(String owner, int index, String kind) {
        end(Pass.FORWARD, owner, index, kind);
    }

    /** The forward pass of a part that the network has once ended. */
    static void forward(String part) {
        end(Pass.FORWARD, part, -1, "");
    }

    /** The backward pass of a layer's part ended. */
    static void backward(String owner, int index, String kind) {
        end(Pass.BACKWARD, owner, index, kind);
    }

    /** The backward pass of a part that the network has once ended. */
    static void backward(String part) {
        end(Pass.BACKWARD, part, -1, "");
    }

    /** Adam's step ended. */
    static void update() {
        end(Pass.UPDATE, "Adam", -1, "");
    }

    /** Something ended that is no part of the network. */
    static void rest() {
        end(Pass.REST, "rest", -1, "");
    }

    private static void end(Pass pass, String owner, int index, String kind) {
        LayerTimes times = running;
        if (times != null && times.thread == Thread.currentThread()) {
            long now = System.nanoTime();
            times.nanos.merge(new Key(pass, owner, index, kind), now - times.last, Long::sum);
            times.last = now;
        }
    }
}
