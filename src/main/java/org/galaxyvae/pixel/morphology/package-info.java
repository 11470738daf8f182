/**
 * Pure: the quality flags and the classical morphology of one image, from its bytes alone. Uses no other room, and neither
 * Spark nor the network.
 */
@NullMarked
package org.galaxyvae.pixel.morphology;

import org.jspecify.annotations.NullMarked;
