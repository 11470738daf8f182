/**
 * How the network learns, whoever does the arithmetic: images, order, schedule, rounds, validation. The stages that train
 * share it; it runs in the driver or inside one Spark task.
 */
@NullMarked
package org.galaxyvae.train.learn;

import org.jspecify.annotations.NullMarked;
