/** What a trained model is: its directory, its life in the registry, the evidences it measures, who is near whom in its latents. */
@NullMarked
package org.galaxyvae.model;

import org.jspecify.annotations.NullMarked;
