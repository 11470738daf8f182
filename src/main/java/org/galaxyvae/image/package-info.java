/** Pure: decoding, cutouts, preparation, asymmetry, contact sheets. Uses sky only. */
@NullMarked
package org.galaxyvae.image;

import org.jspecify.annotations.NullMarked;
