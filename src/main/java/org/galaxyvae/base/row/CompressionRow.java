package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code compressions}. What is left of an image that is kept in few bytes. */
public record CompressionRow(
        @Column(required = true, meaning = "the run that measured")
        String runId,

        @Column(required = true, meaning = "whose latents they are")
        String modelId,

        @Column(
                required = true,
                meaning = "`latent_` or `pca_` and `float32`, `float16` or `int8`; `jpeg_B` and "
                        + "`jpeg_shared_tables_B`: the best JPEG of at most B bytes, B being those of the model's "
                        + "latents; `jpeg_equal_psnr` and `jpeg_shared_tables_equal_psnr`: the smallest JPEG no "
                        + "further from the image than `latent_float32`")
        String coding,

        @Column(meaning = "of the vector, fewer components where there were too few training images; null of JPEG")
        @Nullable
        Integer numbers,

        @Column(unit = "bytes", meaning = "an object, mean") double bytes,

        @Column(meaning = "bytes of the uint8 pixels over these")
        double ratio,

        @Column(meaning = "mean over objects, pixels in [0, 1]; PSNR = -10 log10(mse)")
        double mse,

        @Column(unit = "dB", meaning = "mean over objects, pixels in [0, 1]; PSNR = -10 log10(mse)")
        double psnrDb,

        @Column(meaning = "mean over objects, pixels in [0, 1]; PSNR = -10 log10(mse)")
        double ssim,

        @Column(meaning = "of JPEG: objects that met the limit; the others count with their smallest (or best) file")
        @Nullable
        Double fitShare,

        @Column(meaning = "of the test split") long objects,

        @Column(meaning = "of their ids: equal where two models were measured on the same")
        String objectsHash,

        @Column(meaning = "when that run began") Instant measuredAt) {}
