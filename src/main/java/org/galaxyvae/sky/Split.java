package org.galaxyvae.sky;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(objectId.getBytes(StandardCharsets.UTF_8));
            long first = ((hash[0] & 0xFFL) << 24)
                    | ((hash[1] & 0xFFL) << 16)
                    | ((hash[2] & 0xFFL) << 8)
                    | (hash[3] & 0xFFL);
            return first / 4294967296.0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
