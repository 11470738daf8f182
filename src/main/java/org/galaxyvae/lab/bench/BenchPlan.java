package org.galaxyvae.lab.bench;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.network.Architecture;

/**
 * What to measure.
 *
 * @param batch images of a worker's batch, 2 to 4096
 * @param workers numbers of workers to try, each 1 to 1024
 * @param seconds length of one measurement behind its warm-up, 0.05 to 3600
 * @param repeats how often everything is measured, 1 to 100; medians count
 */
public record BenchPlan(Architecture architecture, int batch, List<Integer> workers, double seconds, int repeats) {
    private static final int MOST_WORKERS = 1024;
    private static final double LEAST_SECONDS = 0.05;
    private static final double MOST_SECONDS = 3600;
    private static final int MOST_REPEATS = 100;

    /** @throws RequestException with every value that is out of range */
    public BenchPlan {
        workers = workers.stream().distinct().sorted().toList();
        List<String> problems = new ArrayList<>();
        if (workers.isEmpty() || workers.get(0) < 1 || workers.get(workers.size() - 1) > MOST_WORKERS) {
            problems.add("Invalid --workers " + workers + ", expected whole numbers from 1 to " + MOST_WORKERS
                    + " such as 1,2");
        }
        if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
            problems.add("Invalid --seconds " + seconds + ", expected " + LEAST_SECONDS + " to " + (int) MOST_SECONDS);
        }
        if (repeats < 1 || repeats > MOST_REPEATS) {
            problems.add("Invalid --repeats " + repeats + ", expected 1 to " + MOST_REPEATS);
        }
        if (!problems.isEmpty()) {
            throw new RequestException(problems);
        }
    }
}
