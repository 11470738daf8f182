package org.galaxyvae.lab.compress;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.network.ComponentScoring;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.pixel.draw.SmallJpeg;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.galaxyvae.train.learn.Fidelity;
import org.jspecify.annotations.Nullable;

/**
 * A network and as many principal components, which travel to executors and open there: images in, what each coding leaves of
 * them out.
 *
 * @param latentSteps of the latents as bytes; null before they are known
 * @param componentSteps likewise of the components' coefficients
 */
record Coder(
        Decoder network,
        PrincipalComponents components,
        @Nullable ByteSteps latentSteps,
        @Nullable ByteSteps componentSteps)
        implements Serializable {
    static final String LATENT = "latent_";
    static final String COMPONENTS = "pca_";
    static final String JPEG = "jpeg_";
    static final String JPEG_SHARED = "jpeg_shared_tables_";
    static final String JPEG_EQUAL_PSNR = "jpeg_equal_psnr";
    static final String JPEG_SHARED_EQUAL_PSNR = "jpeg_shared_tables_equal_psnr";
    private static final int COLORS = 3;

    /** A prepared image, uint8 [row, column, channel]. */
    record Image(String objectId, byte[] pixels) {}

    /** An image as numbers. */
    record Vectors(String objectId, float[] latent, float[] coefficients) implements Serializable {}

    Coder with(ByteSteps latents, ByteSteps coefficients) {
        return new Coder(network, components, latents, coefficients);
    }

    Opened open() {
        return new Opened(this);
    }

    /** Opened on one thread. */
    static final class Opened implements AutoCloseable {
        private final Coder coder;
        private final Decoder.Opened network;
        private final ComponentScoring linear;
        private final int size;
        private final int channels;
        private final int length;

        private Opened(Coder coder) {
            this.coder = coder;
            network = coder.network().open();
            linear = ComponentScoring.open(coder.components(), network.batch());
            size = coder.network().architecture().size();
            channels = coder.network().architecture().channels();
            length = coder.network().architecture().imageLength();
        }

        int batch() {
            return network.batch();
        }

        /** Posterior means and coefficients of up to a batch of images. */
        List<Vectors> vectors(List<Image> images) {
            float[] pixels = levels(images);
            float[] means = network.network().encode(pixels, images.size()).mean();
            float[] coefficients = linear.coefficients(pixels, images.size());
            int latent = means.length / images.size();
            int count = linear.count();
            List<Vectors> vectors = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                vectors.add(new Vectors(
                        images.get(i).objectId(),
                        Arrays.copyOfRange(means, i * latent, (i + 1) * latent),
                        Arrays.copyOfRange(coefficients, i * count, (i + 1) * count)));
            }
            return vectors;
        }

        /** Every coding of up to a batch of images. */
        List<Kept> kept(List<Image> images) {
            ByteSteps latentSteps = java.util.Objects.requireNonNull(coder.latentSteps());
            ByteSteps componentSteps = java.util.Objects.requireNonNull(coder.componentSteps());
            float[] pixels = levels(images);
            List<Vectors> vectors = vectors(images);
            List<Kept> kept = new ArrayList<>();
            for (Precision precision : Precision.values()) {
                List<float[]> decoded = network.images(vectors.stream()
                        .map(vector -> precision.kept(vector.latent(), latentSteps))
                        .toList());
                List<float[]> rebuilt = rebuilt(vectors.stream()
                        .map(vector -> precision.kept(vector.coefficients(), componentSteps))
                        .toList());
                for (int i = 0; i < images.size(); i++) {
                    String objectId = images.get(i).objectId();
                    int bytes = precision.bytes() * vectors.get(i).latent().length;
                    int linearBytes = precision.bytes() * linear.count();
                    Kept latent = kept(objectId, LATENT + precision.label(), bytes, true, pixels, i, decoded.get(i));
                    kept.add(latent);
                    kept.add(kept(
                            objectId, COMPONENTS + precision.label(), linearBytes, true, pixels, i, rebuilt.get(i)));
                    if (channels == COLORS) {
                        addJpeg(kept, images.get(i), bytes, pixels, i);
                        if (precision == Precision.FLOAT32) {
                            addEqualJpeg(kept, images.get(i), latent.psnrDb(), pixels, i);
                        }
                    }
                }
            }
            return kept;
        }

        private void addJpeg(List<Kept> kept, Image image, int mostBytes, float[] pixels, int at) {
            for (SmallJpeg.Tables tables : SmallJpeg.Tables.values()) {
                SmallJpeg.Coded coded = new SmallJpeg(image.pixels(), size, tables).within(mostBytes);
                String coding = (tables == SmallJpeg.Tables.WHOLE ? JPEG : JPEG_SHARED) + mostBytes;
                kept.add(kept(
                        image.objectId(),
                        coding,
                        coded.bytes(),
                        coded.bytes() <= mostBytes,
                        pixels,
                        at,
                        UnitLevels.of(coded.pixels())));
            }
        }

        /** The smallest file that is as close to the image. */
        private void addEqualJpeg(List<Kept> kept, Image image, double psnrDb, float[] pixels, int at) {
            for (SmallJpeg.Tables tables : SmallJpeg.Tables.values()) {
                String coding = tables == SmallJpeg.Tables.WHOLE ? JPEG_EQUAL_PSNR : JPEG_SHARED_EQUAL_PSNR;
                SmallJpeg.Coded coded = new SmallJpeg(image.pixels(), size, tables)
                        .first(tried -> psnr(error(pixels, at, UnitLevels.of(tried.pixels()))) >= psnrDb);
                float[] left = UnitLevels.of(coded.pixels());
                boolean reached = psnr(error(pixels, at, left)) >= psnrDb;
                kept.add(kept(image.objectId(), coding, coded.bytes(), reached, pixels, at, left));
            }
        }

        private Kept kept(
                String objectId, String coding, int bytes, boolean fits, float[] pixels, int at, float[] left) {
            Fidelity.Mean mean = new Fidelity.Mean(size, channels);
            mean.add(pixels, at * length, left, 0);
            Fidelity fidelity = mean.fidelity();
            return new Kept(objectId, coding, bytes, fits, fidelity.mse(), fidelity.psnrDb(), fidelity.ssim());
        }

        private double error(float[] pixels, int at, float[] left) {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                double difference = left[i] - (double) pixels[at * length + i];
                sum += difference * difference;
            }
            return sum / length;
        }

        private static double psnr(double mse) {
            return -10 * Math.log10(Math.max(mse, 1e-12));
        }

        private List<float[]> rebuilt(List<float[]> coefficients) {
            int count = linear.count();
            float[] flat = new float[coefficients.size() * count];
            for (int i = 0; i < coefficients.size(); i++) {
                System.arraycopy(coefficients.get(i), 0, flat, i * count, count);
            }
            float[] images = linear.reconstructions(flat, coefficients.size());
            List<float[]> rebuilt = new ArrayList<>();
            for (int i = 0; i < coefficients.size(); i++) {
                rebuilt.add(clipped(Arrays.copyOfRange(images, i * length, (i + 1) * length)));
            }
            return rebuilt;
        }

        private static float[] clipped(float[] levels) {
            for (int i = 0; i < levels.length; i++) {
                levels[i] = Math.max(0, Math.min(1, levels[i]));
            }
            return levels;
        }

        private float[] levels(List<Image> images) {
            return UnitLevels.of(images.stream().map(Image::pixels).toList(), length);
        }

        @Override
        public void close() {
            linear.close();
            network.close();
        }
    }
}
