package org.galaxyvae.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A decoded part of a picture, read row by row as red, green, blue in [0, 255]. */
final class DecodedPicture {
    private final Rectangle region;
    private final Raster raster;
    private final ColorModel colors;
    private final int bands;
    private final float scale;
    private int[] samples = new int[0];

    /**
     * @param image the decoded pixels
     * @param region where they lie in the whole picture
     */
    DecodedPicture(BufferedImage image, Rectangle region) {
        this.region = region;
        this.raster = image.getRaster();
        this.colors = image.getColorModel();
        this.bands = raster.getNumBands();
        this.scale = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 255f / 65535f : 1f;
    }

    /** The part of the whole picture that was decoded. */
    Rectangle region() {
        return region;
    }

    /** Fills {@code into} with a row as [column, band]; the row counts from the region's top. */
    void row(int row, float[] into) {
        if (colors instanceof IndexColorModel palette) {
            fromPalette(palette, row, into);
        } else if (raster.getDataBuffer() instanceof DataBufferByte bytes
                && raster.getSampleModel() instanceof ComponentSampleModel model
                && bytes.getNumBanks() == 1) {
            fromBytes(bytes, model, row, into);
        } else {
            samples = raster.getPixels(0, row, region.width, 1, samples.length == 0 ? null : samples);
            for (int column = 0; column < region.width; column++) {
                for (int band = 0; band < 3; band++) {
                    into[3 * column + band] = samples[column * bands + source(band)] * scale;
                }
            }
        }
    }

    /** Almost every picture of a survey is an 8-bit one: straight from the decoder's own array. */
    private void fromBytes(DataBufferByte buffer, ComponentSampleModel model, int row, float[] into) {
        byte[] bytes = buffer.getData();
        int[] offsets = model.getBandOffsets();
        int stride = model.getPixelStride();
        int start = buffer.getOffset()
                + (row - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                - raster.getSampleModelTranslateX() * stride;
        for (int band = 0; band < 3; band++) {
            int at = start + offsets[source(band)];
            for (int column = 0; column < region.width; column++) {
                into[3 * column + band] = bytes[at + column * stride] & 0xFF;
            }
        }
    }

    private void fromPalette(IndexColorModel palette, int row, float[] into) {
        for (int column = 0; column < region.width; column++) {
            int index = raster.getSample(column, row, 0);
            into[3 * column] = palette.getRed(index);
            into[3 * column + 1] = palette.getGreen(index);
            into[3 * column + 2] = palette.getBlue(index);
        }
    }

    /** Gray (with or without alpha) feeds all three bands. */
    private int source(int band) {
        return bands < 3 ? 0 : band;
    }
}
