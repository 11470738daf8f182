/**
 * The stage that searches hyper-parameters: configurations drawn from a space, trained in parallel, the best of each rung
 * trained on. Meets the other stages only in tables.
 */
@NullMarked
package org.galaxyvae.train.tune;

import org.jspecify.annotations.NullMarked;
