package org.galaxyvae.network;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What happens to a minibatch's gradients before Adam sees them.
 *
 * @param fixedNoise the likelihood's sigmas stay as they are
 * @param clipNorm longest allowed L2 norm over all learned gradients together (Pascanu et al. 2013); 0: no limit
 */
public record GradientRules(boolean fixedNoise, double clipNorm) implements Serializable {
    /** Gradients as they are. */
    public static final GradientRules NONE = new GradientRules(false, 0);

    /** Changes the flat vector of gradients; running statistics, which hold steps and no gradients, stay. */
    void apply(INDArray gradients, ParameterLayout layout) {
        if (!fixedNoise && clipNorm == 0) {
            return;
        }
        INDArray flat = gradients.reshape(gradients.length());
        if (fixedNoise) {
            // Adam makes no step of a gradient that was always zero
            ParameterLayout.Parameter noise = layout.of("noise.log.sigma");
            flat.get(NDArrayIndex.interval(noise.offset(), noise.offset() + (long) noise.length()))
                    .assign(0);
        }
        if (clipNorm > 0) {
            INDArray learned = flat.get(NDArrayIndex.interval(0, layout.learnedLength()));
            double norm = learned.norm2Number().doubleValue();
            if (norm > clipNorm) {
                learned.muli(clipNorm / norm);
            }
        }
    }
}
