/** The stage that travels in latent space: interpolation, traversal, samples, and the catalog back to pixels from latents alone. */
@NullMarked
package org.galaxyvae.lab.travel;

import org.jspecify.annotations.NullMarked;
