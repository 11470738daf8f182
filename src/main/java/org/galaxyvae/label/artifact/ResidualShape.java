package org.galaxyvae.label.artifact;

import java.util.Arrays;
import org.galaxyvae.model.evidence.Residual;

/**
 * A residual map in a few numbers that do not change when it is turned: how strong it is, how that is spread over rings and over
 * 8 × 8 blocks, its place and form, and how much of it is in one band. Only the first one changes with its strength.
 */
final class ResidualShape {
    private static final int RINGS = 6;
    private static final int BLOCKS = 8;
    private static final double FLOOR = 1e-7;

    private ResidualShape() {}

    /** The numbers; as many for all residuals of equally many bands. */
    static double[] of(Residual residual) {
        double[] energy = residual.energy();
        double[] numbers = new double[RINGS + 9];
        double whole = Arrays.stream(energy).average().orElse(0) + FLOOR;
        numbers[0] = Math.log(whole);
        double[] rings = rings(residual, energy);
        int at = 1;
        for (double ring : rings) {
            numbers[at++] = Math.log((ring + FLOOR) / whole);
        }
        double[] blocks = blocks(residual, energy);
        Arrays.sort(blocks);
        double mean = Arrays.stream(blocks).average().orElse(0) + FLOOR;
        numbers[at++] = Math.log(blocks[blocks.length - 1] / mean + FLOOR);
        numbers[at++] = Math.log(blocks[blocks.length - 4] / mean + FLOOR);
        numbers[at++] = Math.log(blocks[blocks.length / 2] / mean + FLOOR);
        Residual.Place place = residual.place();
        numbers[at++] = place.offset();
        numbers[at++] = place.extent();
        numbers[at++] = place.centralShare();
        numbers[at++] = elongation(residual, energy, place);
        numbers[at] = oneBandShare(residual);
        return numbers;
    }

    /** Mean square in each ring, from the middle outwards. */
    private static double[] rings(Residual residual, double[] energy) {
        double[] sums = new double[RINGS];
        int[] counts = new int[RINGS];
        for (int i = 0; i < energy.length; i++) {
            double row = (Math.floorDiv(i, residual.width()) + 0.5) / residual.height() - 0.5;
            double column = (i % residual.width() + 0.5) / residual.width() - 0.5;
            int ring = Math.min(RINGS - 1, (int) (2 * RINGS * Math.hypot(row, column)));
            sums[ring] += energy[i];
            counts[ring]++;
        }
        for (int ring = 0; ring < RINGS; ring++) {
            sums[ring] /= Math.max(1, counts[ring]);
        }
        return sums;
    }

    private static double[] blocks(Residual residual, double[] energy) {
        double[] blocks = new double[BLOCKS * BLOCKS];
        for (int i = 0; i < energy.length; i++) {
            int row = Math.floorDiv(i, residual.width()) * BLOCKS / residual.height();
            int column = i % residual.width() * BLOCKS / residual.width();
            blocks[row * BLOCKS + column] += energy[i];
        }
        return blocks;
    }

    /** 1 - b / a of the energy's second moments; 0 where there is none. */
    private static double elongation(Residual residual, double[] energy, Residual.Place place) {
        double sum = 0;
        double rows = 0;
        double columns = 0;
        double both = 0;
        for (int i = 0; i < energy.length; i++) {
            double row = (Math.floorDiv(i, residual.width()) + 0.5) / residual.height() - 0.5 - place.row();
            double column = (i % residual.width() + 0.5) / residual.width() - 0.5 - place.column();
            sum += energy[i];
            rows += energy[i] * row * row;
            columns += energy[i] * column * column;
            both += energy[i] * row * column;
        }
        double root = Math.sqrt((rows - columns) * (rows - columns) / 4 + both * both);
        double large = (rows + columns) / 2 + root;
        double small = Math.max(0, (rows + columns) / 2 - root);
        return sum > 0 && large > 0 ? 1 - Math.sqrt(small / large) : 0;
    }

    /** Largest share of the energy in one band. */
    private static double oneBandShare(Residual residual) {
        double[] bands = new double[residual.channels()];
        for (int i = 0; i < residual.values().length; i++) {
            bands[i % bands.length] += (double) residual.values()[i] * residual.values()[i];
        }
        double sum = Arrays.stream(bands).sum();
        return sum > 0 ? Arrays.stream(bands).max().orElse(0) / sum : 0;
    }
}
