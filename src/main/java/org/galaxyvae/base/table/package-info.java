/** One record and one TableSpec per table; Tables reads, checks and publishes them. */
@NullMarked
package org.galaxyvae.base.table;

import org.jspecify.annotations.NullMarked;
