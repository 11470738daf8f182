/** The stage that maps the catalog through a model: latents, evidences and the published scores. */
@NullMarked
package org.galaxyvae.score;

import org.jspecify.annotations.NullMarked;
