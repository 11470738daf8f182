package org.galaxyvae.survey.source;

import java.lang.reflect.Array;
import java.util.List;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectedImageException;

/** One image as HDF5 hands it out: nested arrays [row][column][band] or [row][column] of any numbers. */
final class NestedPixels {
    private NestedPixels() {}

    static Frame frame(Object rows, int height, int width, int bands, boolean display) throws RejectedImageException {
        List<String> names = bands == 1 ? List.of(Frame.GRAY) : bands == 3 ? Frame.COLORS : numbered(bands);
        if (display) {
            byte[] pixels = new byte[height * width * bands];
            fill(rows, height, width, bands, (at, value) -> pixels[at] = (byte) value);
            return Frames.display(pixels, height, width, names);
        }
        float[][] planes = new float[bands][height * width];
        fill(rows, height, width, bands, (at, value) -> planes[at % bands][at / bands] = (float) value);
        return Frames.flux(planes, height, width, names);
    }

    private interface Sink {
        void put(int at, double value);
    }

    private static void fill(Object rows, int height, int width, int bands, Sink sink) {
        int at = 0;
        for (int y = 0; y < height; y++) {
            Object row = Array.get(rows, y);
            for (int x = 0; x < width; x++) {
                if (row instanceof Object[] pixels
                        && pixels[x] != null
                        && pixels[x].getClass().isArray()) {
                    for (int band = 0; band < bands; band++) {
                        sink.put(at++, number(pixels[x], band));
                    }
                } else {
                    sink.put(at++, number(row, x));
                }
            }
        }
    }

    private static double number(Object array, int index) {
        if (array instanceof byte[] bytes) {
            return bytes[index] & 0xFF;
        }
        if (array instanceof int[] ints) {
            return ints[index];
        }
        if (array instanceof float[] floats) {
            return floats[index];
        }
        return Array.getDouble(array, index);
    }

    private static List<String> numbered(int bands) {
        return java.util.stream.IntStream.rangeClosed(1, bands)
                .mapToObj(band -> "b" + band)
                .toList();
    }
}
