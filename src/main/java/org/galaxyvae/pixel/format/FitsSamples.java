package org.galaxyvae.pixel.format;

import java.awt.Rectangle;
import java.nio.ByteBuffer;

/**
 * The samples of an uncompressed image: value = BZERO + BSCALE × stored, where BLANK (whole numbers) and NaN stand for no value
 * (FITS standard 4.0, section 4.4.2). The lowest row is stored first.
 */
final class FitsSamples implements Frame.Source {
    private final ByteBuffer data;
    private final int width;
    private final int height;
    private final int depth;
    private final int bits;
    private final FitsScale scale;

    private FitsSamples(ByteBuffer data, FitsHdu hdu, int bits, FitsScale scale) {
        this.data = data;
        this.width = (int) hdu.width();
        this.height = (int) hdu.height();
        this.depth = (int) hdu.depth();
        this.bits = bits;
        this.scale = scale;
    }

    static FitsSamples of(byte[] file, long start, FitsHdu hdu) throws RejectedImageException {
        int bits = (int) hdu.header().whole("BITPIX", 0);
        ByteBuffer data =
                ByteBuffer.wrap(file, (int) start, (int) hdu.dataBytes()).slice();
        return new FitsSamples(data, hdu, bits, FitsScale.of(hdu.header(), bits < 0));
    }

    @Override
    public FrameRows read(Rectangle region) {
        int bytes = Math.abs(bits) / 8;
        return (row, into) -> {
            int stored = height - 1 - region.y - row;
            for (int band = 0; band < depth; band++) {
                int at = bytes * ((band * height + stored) * width + region.x);
                for (int column = 0; column < region.width; column++, at += bytes) {
                    into[column * depth + band] = sample(at);
                }
            }
        };
    }

    private float sample(int at) {
        return switch (bits) {
            case 8 -> scale.of(data.get(at) & 0xFF);
            case 16 -> scale.of(data.getShort(at));
            case 32 -> scale.of(data.getInt(at));
            case 64 -> scale.of(data.getLong(at));
            case -32 -> scale.of(data.getFloat(at));
            default -> scale.of(data.getDouble(at));
        };
    }
}
