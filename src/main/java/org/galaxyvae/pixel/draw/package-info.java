/** Pure: prepared images as pictures for people: contact sheets, maps of residuals, figures; and how alike two are. */
@NullMarked
package org.galaxyvae.pixel.draw;

import org.jspecify.annotations.NullMarked;
