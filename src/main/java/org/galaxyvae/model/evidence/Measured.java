package org.galaxyvae.model.evidence;

import java.io.Serializable;
import org.galaxyvae.pixel.morphology.Morphology;

/**
 * What one pass over an image's pixels leaves: everything that evidences are made of, before anything fitted on other objects
 * but the network and the principal components.
 *
 * @param contentKey the first 13 hex digits of sha256(pixels), which a double holds exactly
 * @param z posterior mean
 * @param zSd posterior standard deviation
 * @param reconstructionLogProb nats
 * @param reconstructionNllSe nats
 * @param mse of the network's mean reconstruction
 * @param centralMse the same under the central weight
 * @param perceptualError see {@link PerceptualError#of}
 * @param kl nats
 * @param coefficients of the principal components
 * @param pcaMse of the components' reconstruction
 * @param pcaCentralMse the same under the central weight
 * @param complexity see {@link Complexity#of}
 * @param shape the columns of {@link #shape(Morphology)}
 * @param asymmetry segmented
 * @param weightedAsymmetry of the whole frame
 */
public record Measured(
        String objectId,
        double contentKey,
        float[] z,
        float[] zSd,
        double reconstructionLogProb,
        double reconstructionNllSe,
        double mse,
        double centralMse,
        double perceptualError,
        double kl,
        float[] coefficients,
        double pcaMse,
        double pcaCentralMse,
        double[] complexity,
        double[] shape,
        double asymmetry,
        double weightedAsymmetry)
        implements Serializable {

    /** The classical columns in which morphological neighbors are sought: all but the radius that is there as its log. */
    static double[] shape(Morphology morphology) {
        return new double[] {
            morphology.segmentedAsymmetry(),
            morphology.weightedAsymmetry(),
            morphology.concentration(),
            morphology.gini(),
            morphology.m20(),
            morphology.peaks(),
            morphology.ellipticity(),
            morphology.logFlux(),
            morphology.logHalfLightRadius(),
            morphology.centroidOffset(),
            morphology.logGradientEnergy(),
            morphology.firstColor(),
            morphology.secondColor(),
            morphology.backgroundLevel(),
            morphology.backgroundNoise(),
            morphology.segments(),
            morphology.colorScatter(),
            morphology.saturatedShare()
        };
    }
}
