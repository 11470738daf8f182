/** The stage that turns images and a catalog into the tables tensors, rejects and catalog. */
@NullMarked
package org.galaxyvae.survey.ingest;

import org.jspecify.annotations.NullMarked;
