package org.galaxyvae.pixel.sky;

/** Which part of the catalog an object belongs to: a pure function of its id, so order and partitions never matter. */
public enum Split {
    TRAIN,
    CALIBRATION,
    TEST;

    /** The name in tables: lower case. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The object's place on the unit interval: u = the first 8 hex digits of sha256(object id) / 2^32, in [0, 1).
     *
     * @param objectId the object's id, UTF-8
     */
    public static double position(String objectId) {
        return Long.parseLong(Hashes.sha256(objectId, 8), 16) / 4294967296.0;
    }

    /**
     * The split of one object.
     *
     * @param trainFraction share of objects with u below it go to train
     * @param calibrationFraction the next share goes to calibration, the rest to test
     */
    public static Split of(String objectId, double trainFraction, double calibrationFraction) {
        double u = position(objectId);
        if (u < trainFraction) {
            return TRAIN;
        }
        return u < trainFraction + calibrationFraction ? CALIBRATION : TEST;
    }
}
