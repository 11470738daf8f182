/** Pure: object ids, the split, random numbers keyed by object, positions on the sky. Uses nothing of this project. */
@NullMarked
package org.galaxyvae.pixel.sky;

import org.jspecify.annotations.NullMarked;
