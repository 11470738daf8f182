/** Closed lists of what tables, configuration, command line and code call by the same words; each is an enum. Uses no Spark. */
@NullMarked
package org.galaxyvae.base.vocabulary;

import org.jspecify.annotations.NullMarked;
