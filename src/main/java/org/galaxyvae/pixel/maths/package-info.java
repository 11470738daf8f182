/** Pure: random numbers, order statistics, matrices, nearest vectors; numbers in, numbers out, nothing of galaxies. */
@NullMarked
package org.galaxyvae.pixel.maths;

import org.jspecify.annotations.NullMarked;
