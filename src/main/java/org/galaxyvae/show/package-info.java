/** What people look at, and how tables are asked: SQL, status, sheets, galleries, the map, the page. */
@NullMarked
package org.galaxyvae.show;

import org.jspecify.annotations.NullMarked;
