/**
 * The latent space as a plane (UMAP, t-SNE), how far it can be trusted, and who is near whom in it: the tables {@code map} and
 * {@code neighbors}. Pure but for the two stages and what reads and writes their rows.
 */
@NullMarked
package org.galaxyvae.show.map;

import org.jspecify.annotations.NullMarked;
