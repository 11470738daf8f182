package org.galaxyvae.base.row;

/**
 * A latent unit far from what the training objects have there.
 *
 * @param dimension the unit, from 0
 * @param sigmas robust standard deviations from the training latents' middle, signed
 */
public record ExplainedDimension(int dimension, double sigmas) {}
