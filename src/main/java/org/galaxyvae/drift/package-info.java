/** How far what a survey delivers has moved: from what the model was made with, and from the night before. */
@NullMarked
package org.galaxyvae.drift;

import org.jspecify.annotations.NullMarked;
