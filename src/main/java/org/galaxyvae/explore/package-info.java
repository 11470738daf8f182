/** What people look at: contact sheets, SQL, status. */
@NullMarked
package org.galaxyvae.explore;

import org.jspecify.annotations.NullMarked;
