package org.galaxyvae.pixel.format;

import java.awt.image.Raster;

/**
 * A part of a JPEG for print: cyan, magenta, yellow and black, or those with the first three as luma and chromas (ITU-T T.871),
 * and inverted where Adobe's programs wrote it. Without a profile of the inks red = 255 (1 - cyan)(1 - black), and so on.
 */
final class FourColors implements FrameRows {
    private final Raster raster;
    private final int width;
    private final boolean inverted;
    private final boolean luma;
    private int[] samples = new int[0];

    FourColors(Raster raster, int width, PictureHeader header) {
        this.raster = raster;
        this.width = width;
        this.inverted = header.inverted();
        this.luma = header.color() == PictureHeader.Color.YCCK;
    }

    @Override
    public void row(int row, float[] into) {
        samples = raster.getPixels(
                raster.getMinX(), raster.getMinY() + row, width, 1, samples.length == 0 ? null : samples);
        double[] inks = new double[3];
        for (int column = 0; column < width; column++) {
            int at = 4 * column;
            for (int i = 0; i < 3; i++) {
                inks[i] = samples[at + i];
            }
            if (luma) {
                double y = inks[0];
                double blue = inks[1] - 128;
                double red = inks[2] - 128;
                inks[0] = 255 - (y + 1.402 * red);
                inks[1] = 255 - (y - 0.344136 * blue - 0.714136 * red);
                inks[2] = 255 - (y + 1.772 * blue);
            }
            double paper = inverted ? samples[at + 3] : 255 - samples[at + 3];
            for (int i = 0; i < 3; i++) {
                double ink = Math.max(0, Math.min(255, inks[i]));
                into[3 * column + i] = (float) ((inverted ? ink : 255 - ink) * paper / 255);
            }
        }
    }
}
