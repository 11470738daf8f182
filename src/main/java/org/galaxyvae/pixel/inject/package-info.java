/** Pure: anomalies and faults painted into prepared images, for measuring what would be found. */
@NullMarked
package org.galaxyvae.pixel.inject;

import org.jspecify.annotations.NullMarked;
