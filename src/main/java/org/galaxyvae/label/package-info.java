/** What people say of objects, checked to the last row before any is kept. */
@NullMarked
package org.galaxyvae.label;

import org.jspecify.annotations.NullMarked;
