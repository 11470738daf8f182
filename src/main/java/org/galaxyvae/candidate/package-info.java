/** All scored objects of a model with every number that was measured of them. */
@NullMarked
package org.galaxyvae.candidate;

import org.jspecify.annotations.NullMarked;
