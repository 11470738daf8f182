/** The closed sets of words that tables, configuration and the command line share; each is an enum. Uses no Spark. */
@NullMarked
package org.galaxyvae.base.vocabulary;

import org.jspecify.annotations.NullMarked;
