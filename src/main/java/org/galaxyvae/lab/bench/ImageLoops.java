package org.galaxyvae.lab.bench;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.pixel.prepare.ImageMeasures;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.pixel.prepare.Prepared;

/** What an ingest cannot be faster than: bare loops over image files, without Spark, tables or catalogs. */
public final class ImageLoops {
    private final List<Path> files;
    private final Preparation preparation;
    private final int maxMegapixels;
    private final int threads;

    /** Loops over every file below a folder with so many threads. */
    public ImageLoops(Path folder, Preparation preparation, int maxMegapixels, int threads) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            this.files = found.filter(Files::isRegularFile).sorted().toList();
        }
        this.preparation = preparation;
        this.maxMegapixels = maxMegapixels;
        this.threads = threads;
    }

    /** How many files there are. */
    public int files() {
        return files.size();
    }

    /** Files a second, read and decoded whole. */
    public double decodeOnly() throws Exception {
        return rate(bytes -> {
            Frame frame = Frames.open(bytes, maxMegapixels, "");
            var rows = frame.region(new Rectangle(frame.width(), frame.height()));
            float[] row = new float[frame.width() * frame.bands().size()];
            rows.row(frame.height() - 1, row);
            return row[0];
        });
    }

    /** Files a second, read, decoded, prepared and measured as ingest does. */
    public double prepareAndMeasure() throws Exception {
        return rate(bytes -> {
            Prepared prepared = preparation.apply(Frames.open(bytes, maxMegapixels, ""), CropHint.NONE);
            ImageMeasures measured = ImageMeasures.of(prepared, preparation);
            return measured.quality().line() + measured.morphology().gini();
        });
    }

    /** Work on one file whose result must not be optimized away. */
    private interface Work {
        double on(byte[] file) throws RejectedImageException;
    }

    private double rate(Work work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            Callable<Double> loop = () -> {
                double sum = 0;
                for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
                    try {
                        sum += work.on(Files.readAllBytes(files.get(at)));
                    } catch (RejectedImageException e) {
                        sum += 1; // what cannot be read costs what it costs
                    }
                }
                return sum;
            };
            long started = System.nanoTime();
            double all = 0;
            for (Future<Double> done : pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> loop).toList())) {
                all += done.get();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            return Double.isNaN(all) ? Double.NaN : files.size() / seconds;
        } finally {
            pool.shutdownNow();
        }
    }
}
