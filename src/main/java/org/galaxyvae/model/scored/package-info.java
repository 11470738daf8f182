/** All scored objects of a model with every number that was measured of them, and some of their images. */
@NullMarked
package org.galaxyvae.model.scored;

import org.jspecify.annotations.NullMarked;
