/** The entry point: exit codes, nothing else. */
@NullMarked
package org.galaxyvae;

import org.jspecify.annotations.NullMarked;
