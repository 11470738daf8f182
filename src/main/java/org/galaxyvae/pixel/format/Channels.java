package org.galaxyvae.pixel.format;

/** Takes the channels of a tensor from the bands of a frame. */
public final class Channels {
    /** In place of a band: the mean of all. */
    static final int MEAN = -1;

    private final int[] from;
    private final int bands;
    private final boolean same;

    /**
     * @param from the band behind each channel
     * @param bands those of the frame
     */
    public Channels(int[] from, int bands) {
        this.from = from.clone();
        this.bands = bands;
        boolean inOrder = from.length == bands;
        for (int i = 0; inOrder && i < from.length; i++) {
            inOrder = from[i] == i;
        }
        this.same = inOrder;
    }

    public int count() {
        return from.length;
    }

    /** A row [column, channel] of a row [column, band]; the very row where the two agree. */
    public float[] of(float[] row, float[] into) {
        if (same) {
            return row;
        }
        int width = row.length / bands;
        for (int channel = 0; channel < from.length; channel++) {
            for (int column = 0; column < width; column++) {
                into[column * from.length + channel] =
                        from[channel] == MEAN ? mean(row, column * bands) : row[column * bands + from[channel]];
            }
        }
        return into;
    }

    private float mean(float[] row, int at) {
        float sum = 0;
        for (int band = 0; band < bands; band++) {
            sum += row[at + band];
        }
        return sum / bands;
    }
}
