package org.galaxyvae.lab.compress;

import java.io.Serializable;

/**
 * One object kept in one way.
 *
 * @param coding how, as {@code compressions} names it
 * @param bytes it takes
 * @param fits whether that is no more than was allowed
 * @param mse of what comes back, pixels in [0, 1]
 * @param psnrDb -10 log10(mse)
 * @param ssim structural similarity, at most 1
 */
record Kept(String objectId, String coding, int bytes, boolean fits, double mse, double psnrDb, double ssim)
        implements Serializable {}
