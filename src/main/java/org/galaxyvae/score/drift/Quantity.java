package org.galaxyvae.score.drift;

import java.io.Serializable;

/**
 * One number of every object.
 *
 * @param name as the table has it
 */
record Quantity(String name, Kind kind) implements Serializable {}
