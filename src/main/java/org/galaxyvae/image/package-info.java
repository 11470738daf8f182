/** Pure: decoding, cutouts, preparation, asymmetry, injected anomalies, contact sheets. Uses sky only. */
@NullMarked
package org.galaxyvae.image;

import org.jspecify.annotations.NullMarked;
