/** The speed of the network on this machine: what is measured, its arithmetic, the table. Knows neither ND4J nor Spark. */
@NullMarked
package org.galaxyvae.lab.bench;

import org.jspecify.annotations.NullMarked;
