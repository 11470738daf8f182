/** Pure: files of pixels as frames (JPEG, PNG, TIFF, GIF, FITS), mosaics, and the formats that are written. */
@NullMarked
package org.galaxyvae.pixel.format;

import org.jspecify.annotations.NullMarked;
