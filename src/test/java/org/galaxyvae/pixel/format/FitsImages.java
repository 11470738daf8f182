package org.galaxyvae.pixel.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.FitsOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** FITS files made in memory, card by card. */
public final class FitsImages {
    /** Positions but for CRPIX: north is up, pixels of 0.36 arcsec. */
    static final String[] POSITIONS = {
        "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'DEC--TAN'", "CRVAL1  = 150.0", "CRVAL2  = 2.0",
        "CD1_1   = -0.0001", "CD1_2   = 0.0", "CD2_1   = 0.0", "CD2_2   = 0.0001"
    };

    private FitsImages() {}

    /** Cards in blocks, END added. */
    public static byte[] header(String... cards) {
        StringBuilder text = new StringBuilder();
        for (String card : cards) {
            text.append(card).append(" ".repeat(80 - card.length()));
        }
        text.append("END").append(" ".repeat(77));
        text.append(" ".repeat((2880 - text.length() % 2880) % 2880));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Data in blocks. */
    static byte[] padded(byte[] data) {
        return java.util.Arrays.copyOf(data, (data.length + 2879) / 2880 * 2880);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** One float image, the values in the file's order: the lowest row first. */
    public static byte[] image(int width, int height, float[] values, String... more) {
        String[] cards = {
            "SIMPLE  = T", "BITPIX  = -32", "NAXIS   = 2", "NAXIS1  = " + width, "NAXIS2  = " + height,
        };
        return joined(header(concat(cards, more)), padded(floats(values)));
    }

    static String[] concat(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    static byte[] gzip(byte[] file) {
        return packed(file, GZIPOutputStream::new);
    }

    static byte[] bzip2(byte[] file) {
        return packed(file, BZip2CompressorOutputStream::new);
    }

    private interface Packer {
        OutputStream over(OutputStream target) throws IOException;
    }

    private static byte[] packed(byte[] file, Packer packer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream target = packer.over(bytes)) {
            target.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A tile-compressed image of [row][column] whole numbers or floats, tiles of one row. */
    static byte[] compressed(Object rows, String algorithm) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Fits fits = new Fits()) {
            ImageHDU plain = (ImageHDU) Fits.makeHDU(rows);
            CompressedImageHDU hdu = CompressedImageHDU.fromImageHDU(plain, plain.getAxes()[1], 1);
            hdu.setCompressAlgorithm(algorithm);
            if (algorithm.equals(Compression.ZCMPTYPE_RICE_1)) {
                hdu.getCompressOption(nom.tam.fits.compression.algorithm.rice.RiceCompressOption.class)
                        .setBlockSize(32);
            }
            hdu.compress();
            fits.addHDU(hdu);
            fits.write(new FitsOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write a compressed image", e);
        }
        return bytes.toByteArray();
    }
}
