/** SQL over the survey's tables: the command, the server, the ready views, and what they let through. */
@NullMarked
package org.galaxyvae.show.sql;

import org.jspecify.annotations.NullMarked;
