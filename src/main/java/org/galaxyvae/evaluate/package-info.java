/** The stage that measures evidences against labels. */
@NullMarked
package org.galaxyvae.evaluate;

import org.jspecify.annotations.NullMarked;
