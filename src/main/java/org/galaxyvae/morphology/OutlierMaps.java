package org.galaxyvae.morphology;

/**
 * Pixels above their neighborhood.
 *
 * @param bright the largest residual of the bands, one a pixel, at least 0
 * @param colored by how much the largest exceeds the second largest; of one band the residual itself
 */
record OutlierMaps(int[] bright, int[] colored) {
    static OutlierMaps of(Planes planes) {
        int size = planes.size();
        int[] first = new int[size * size];
        int[] second = new int[size * size];
        for (int[] band : planes.bands()) {
            int[] residual = MedianResidual.of(band, size);
            for (int i = 0; i < second.length; i++) {
                second[i] = Math.max(second[i], Math.min(first[i], residual[i]));
            }
            for (int i = 0; i < first.length; i++) {
                first[i] = Math.max(first[i], residual[i]);
            }
        }
        int[] colored = new int[first.length];
        for (int i = 0; i < colored.length; i++) {
            colored[i] = first[i] - second[i];
        }
        return new OutlierMaps(first, colored);
    }

    static double meanOfLargest(int[] map, int count) {
        int[] histogram = new int[256];
        for (int value : map) {
            histogram[value]++;
        }
        int left = Math.min(count, map.length);
        double sum = 0;
        for (int value = 255; value > 0 && left > 0; value--) {
            int taken = Math.min(left, histogram[value]);
            sum += (double) taken * value;
            left -= taken;
        }
        return sum / Math.min(count, map.length);
    }
}
