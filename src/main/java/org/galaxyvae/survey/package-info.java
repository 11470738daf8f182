/** How images, catalogs and lists of known objects come in. */
@NullMarked
package org.galaxyvae.survey;

import org.jspecify.annotations.NullMarked;
