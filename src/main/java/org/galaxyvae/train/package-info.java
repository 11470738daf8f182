/** The stage that trains the network with parameter averaging and writes the model directory. */
@NullMarked
package org.galaxyvae.train;

import org.jspecify.annotations.NullMarked;
