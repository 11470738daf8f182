/**
 * How far the survey has moved from what its model was made with, and from the last night; a stage below may use it, it knows
 * none. The indices and verdicts are pure; only {@link org.galaxyvae.score.drift.DriftRows} and what it samples with know Spark.
 */
@NullMarked
package org.galaxyvae.score.drift;

import org.jspecify.annotations.NullMarked;
