/** The stage that makes a survey: galaxies and planted anomalies as JPEG files with a catalog. */
@NullMarked
package org.galaxyvae.lab.simulate;

import org.jspecify.annotations.NullMarked;
