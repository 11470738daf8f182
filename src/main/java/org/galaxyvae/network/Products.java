package org.galaxyvae.network;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Matrix products by OpenBLAS itself: a call costs a fraction of a microsecond, an ND4J op twenty. */
final class Products {
    private Products() {}

    /** c := a · b + beta × c, row-major; m rows, n columns, k terms; either factor may lie transposed. */
    static void multiply(
            boolean transposedA,
            boolean transposedB,
            int m,
            int n,
            int k,
            FloatPointer a,
            FloatPointer b,
            float beta,
            FloatPointer c) {
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor,
                transposedA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                transposedB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                m,
                n,
                k,
                1,
                a,
                transposedA ? m : k,
                b,
                transposedB ? k : n,
                beta,
                c,
                n);
    }
}
