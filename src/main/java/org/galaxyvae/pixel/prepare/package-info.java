/** Pure: a frame cropped, scaled and stretched to the tensor that the network sees. */
@NullMarked
package org.galaxyvae.pixel.prepare;

import org.jspecify.annotations.NullMarked;
