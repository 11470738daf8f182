/**
 * Pure: frames of JPEG, PNG, TIFF, GIF and FITS, mosaics, preparation, injected anomalies, contact sheets. Uses sky and morphology
 * only.
 */
@NullMarked
package org.galaxyvae.image;

import org.jspecify.annotations.NullMarked;
