package org.galaxyvae.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products of the two dense layers; every matrix is row-major. */
final class Dense {
    private Dense() {}

    /** result := a · b. */
    static void product(INDArray a, INDArray b, INDArray result) {
        matmul(a, b, result, 0, 0);
    }

    /** result := transpose(a) · b. */
    static void productTransposedFirst(INDArray a, INDArray b, INDArray result) {
        matmul(a, b, result, 1, 0);
    }

    /** result := a · transpose(b). */
    static void productTransposedSecond(INDArray a, INDArray b, INDArray result) {
        matmul(a, b, result, 0, 1);
    }

    private static void matmul(INDArray a, INDArray b, INDArray result, int transposeA, int transposeB) {
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(a, b)
                .addOutputs(result)
                .addIntegerArguments(transposeA, transposeB, 0)
                .build());
    }
}
