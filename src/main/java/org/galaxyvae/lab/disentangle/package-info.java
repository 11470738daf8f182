/** The stage that measures whether single latent units stand for single properties of galaxies. */
@NullMarked
package org.galaxyvae.lab.disentangle;

import org.jspecify.annotations.NullMarked;
