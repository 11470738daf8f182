/** One HTML page about a run: what was found, by which model, how good it is, and buttons to label it. */
@NullMarked
package org.galaxyvae.show.report;

import org.jspecify.annotations.NullMarked;
