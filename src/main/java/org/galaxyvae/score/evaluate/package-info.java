/** The stage that measures evidences against labels. Rankings and their measures are pure; only the stage knows Spark. */
@NullMarked
package org.galaxyvae.score.evaluate;

import org.jspecify.annotations.NullMarked;
