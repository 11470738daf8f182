/** What is looked at as files: contact sheets, the first of a ranking, explanations, what is similar, what was rejected. */
@NullMarked
package org.galaxyvae.show.sheet;

import org.jspecify.annotations.NullMarked;
