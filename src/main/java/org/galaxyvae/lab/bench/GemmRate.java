package org.galaxyvae.lab.bench;

/**
 * The speed of one matrix product.
 *
 * @param shape rows x inner x columns
 * @param workers threads that multiply at the same time, each with one native thread
 * @param gflops of all threads together, float, 2 operations a multiply-add
 */
record GemmRate(String shape, int workers, double gflops) {}
