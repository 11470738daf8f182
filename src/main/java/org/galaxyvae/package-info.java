/** The entry point: exit codes, nothing else. Rooms stand below; {@code docs/architecture.md} draws them. */
@NullMarked
package org.galaxyvae;

import org.jspecify.annotations.NullMarked;
