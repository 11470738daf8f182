/**
 * Pure: two classes told apart from a few hundred examples, in milliseconds and alike on every executor. Spark ML, which takes
 * a job for each level of a tree, is for larger things.
 */
@NullMarked
package org.galaxyvae.label.classify;

import org.jspecify.annotations.NullMarked;
