/** What only commands use: surveys made up, speed measured, the latent space travelled and judged. */
@NullMarked
package org.galaxyvae.lab;

import org.jspecify.annotations.NullMarked;
