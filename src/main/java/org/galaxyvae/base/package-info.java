/** What every room stands on: configuration, tables, and what a running stage is given. */
@NullMarked
package org.galaxyvae.base;

import org.jspecify.annotations.NullMarked;
