package org.galaxyvae.pixel.format;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A decoded part of a picture, read row by row as red, green, blue or as gray in [0, 255]; opacity is dropped. */
final class DecodedPicture implements FrameRows {
    private final int width;
    private final int channels;
    private final Raster raster;
    private final ColorModel colors;
    private final float scale;
    private int[] samples = new int[0];

    /**
     * @param image the decoded pixels
     * @param width columns
     * @param header of the whole picture
     */
    DecodedPicture(BufferedImage image, int width, PictureHeader header) {
        this.width = width;
        this.channels = header.bands().size();
        this.raster = image.getRaster();
        this.colors = image.getColorModel();
        this.scale = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 255f / 65535f : 1f;
    }

    @Override
    public void row(int row, float[] into) {
        if (colors instanceof IndexColorModel palette) {
            fromPalette(palette, row, into);
        } else if (raster.getDataBuffer() instanceof DataBufferByte bytes
                && raster.getSampleModel() instanceof ComponentSampleModel model
                && bytes.getNumBanks() == 1) {
            fromBytes(bytes, model, row, into);
        } else {
            samples = raster.getPixels(0, row, width, 1, samples.length == 0 ? null : samples);
            int stored = raster.getNumBands();
            for (int column = 0; column < width; column++) {
                for (int band = 0; band < channels; band++) {
                    into[channels * column + band] = samples[column * stored + source(band)] * scale;
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
        for (int band = 0; band < channels; band++) {
            int at = start + offsets[source(band)];
            for (int column = 0; column < width; column++) {
                into[channels * column + band] = bytes[at + column * stride] & 0xFF;
            }
        }
    }

    private void fromPalette(IndexColorModel palette, int row, float[] into) {
        for (int column = 0; column < width; column++) {
            int index = raster.getSample(column, row, 0);
            into[channels * column] = palette.getRed(index);
            if (channels == 3) {
                into[channels * column + 1] = palette.getGreen(index);
                into[channels * column + 2] = palette.getBlue(index);
            }
        }
    }

    /** Where a decoder makes gray of what the header calls colors, gray feeds all of them. */
    private int source(int band) {
        return raster.getNumBands() < 3 ? 0 : band;
    }
}
