/** One small command a stage: read the configuration, open Spark, run the stage, print its summary. */
@NullMarked
package org.galaxyvae.command;

import org.jspecify.annotations.NullMarked;
