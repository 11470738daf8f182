/** How the survey stands: its last run, its last night, its model, for people and for monitoring. */
@NullMarked
package org.galaxyvae.show.status;

import org.jspecify.annotations.NullMarked;
