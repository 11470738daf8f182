package org.galaxyvae.network;

/**
 * Work of one worker on data that stays where it is, repeated at will: what a speed without Spark, files and tables is
 * measured on. One thread opens it, repeats it and closes it; that thread has one native thread, as a Spark task has.
 */
public interface ResidentWork extends AutoCloseable {
    /** Does it once. */
    void step();

    @Override
    void close();

    /**
     * One training step on a batch of random images, as a Spark worker takes it: new sampling noise, then DL4J's fit, which
     * is forward, loss, backward and Adam over all parameters.
     *
     * @param batch images a step
     */
    static ResidentWork training(Architecture architecture, int batch, long seed) {
        return ResidentTraining.open(architecture, batch, seed);
    }

    /**
     * One encoding and one decoding of the means, on a batch of random images.
     *
     * @param batch images a step
     */
    static ResidentWork scoring(Architecture architecture, int batch, long seed) {
        return ResidentScoring.open(architecture, batch, seed);
    }

    /** One product of float matrices, [rows, inner] · [inner, columns]: 2 × rows × inner × columns operations. */
    static ResidentWork product(int rows, int inner, int columns) {
        return ResidentProduct.open(rows, inner, columns);
    }
}
