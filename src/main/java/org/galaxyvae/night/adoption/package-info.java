/** A moved or copied workspace is made to stand alone. Uses {@code table} and {@code run}. */
@org.jspecify.annotations.NullMarked
package org.galaxyvae.night.adoption;
