package org.galaxyvae.pixel.draw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * One picture as JPEG of any quality, color at half the resolution: how small it gets and what is left of it then.
 *
 * <p>A small picture's file is mostly tables. {@link Tables#WHOLE} makes them as short as they get (Huffman codes of this
 * picture alone) and counts every byte of the file; {@link Tables#SHARED} counts what is left where a whole catalog shares the
 * standard's tables: scan, frame header and one byte for the quality, without quantization tables, Huffman tables and
 * application segments.
 */
public final class SmallJpeg {
    private static final int BEST = 100;
    private static final int QUALITY_BYTES = 1;

    private final BufferedImage picture;
    private final int size;
    private final Tables tables;
    private final Map<Integer, Coded> known = new HashMap<>();

    /** Whose the tables are. */
    public enum Tables {
        WHOLE,
        SHARED
    }

    /**
     * The picture at one quality.
     *
     * @param quality of the JDK's encoder, 1 to 100 hundredths
     * @param bytes as {@link Tables} counts them
     * @param pixels what is left, uint8 [row, column, channel]
     */
    public record Coded(int quality, int bytes, byte[] pixels) {}

    /**
     * A picture.
     *
     * @param pixels uint8 [row, column, red-green-blue]
     */
    public SmallJpeg(byte[] pixels, int size, Tables tables) {
        this.picture = new Picture(size, size, pixels).toImage();
        this.size = size;
        this.tables = tables;
    }

    /** The best quality of no more than so many bytes; where there is none the smallest, which is larger then. */
    public Coded within(int mostBytes) {
        // worse qualities are no larger, but for a byte here and there
        int quality = first(BEST, coded -> coded.bytes() > mostBytes) - 1;
        return at(Math.max(1, quality));
    }

    /** The worst quality that meets a condition which better ones meet as well; the best one where none does. */
    public Coded first(Predicate<Coded> met) {
        return at(Math.min(BEST, first(BEST, met)));
    }

    /** The least quality that meets it, or most + 1. */
    private int first(int most, Predicate<Coded> met) {
        int low = 1;
        int high = most + 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (met.test(at(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Coded at(int quality) {
        return known.computeIfAbsent(quality, this::code);
    }

    private Coded code(int quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            byte[] file = file(writer, quality / 100f);
            int counted = tables == Tables.WHOLE ? file.length : file.length - tableBytes(file) + QUALITY_BYTES;
            BufferedImage left = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
            byte[] pixels = new byte[size * size * 3];
            for (int y = 0, at = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int rgb = left.getRGB(x, y);
                    pixels[at++] = (byte) (rgb >> 16);
                    pixels[at++] = (byte) (rgb >> 8);
                    pixels[at++] = (byte) rgb;
                }
            }
            return new Coded(quality, counted, pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    private byte[] file(ImageWriter writer, float quality) throws IOException {
        ImageIO.setUseCache(false);
        JPEGImageWriteParam parameters = (JPEGImageWriteParam) writer.getDefaultWriteParam();
        parameters.setCompressionMode(JPEGImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        parameters.setOptimizeHuffmanTables(tables == Tables.WHOLE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        }
        return bytes.toByteArray();
    }

    /** Bytes of application segments and of quantization and Huffman tables, their markers included, before the scan. */
    static int tableBytes(byte[] file) {
        int bytes = 0;
        int at = 2; // behind the start marker
        while (at + 3 < file.length && (file[at + 1] & 0xFF) != 0xDA) {
            int marker = file[at + 1] & 0xFF;
            int length = 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
            boolean shared = marker == 0xDB || marker == 0xC4 || (marker >= 0xE0 && marker <= 0xEF);
            bytes += shared ? length : 0;
            at += length;
        }
        return bytes;
    }
}
