/** Objects to be looked at, with pictures, reasons and neighbors; the stages that show some share it. */
@NullMarked
package org.galaxyvae.show.gallery;

import org.jspecify.annotations.NullMarked;
