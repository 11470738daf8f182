/**
 * Whose latents lie nearest to whose: to a few objects in one pass, or to all exactly by blocks; stages below may use it, it knows none.
 */
@NullMarked
package org.galaxyvae.model.neighbor;

import org.jspecify.annotations.NullMarked;
