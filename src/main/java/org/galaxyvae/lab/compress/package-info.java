/** The stage that measures how few bytes a galaxy needs: latents at three precisions beside principal components and JPEG. */
@NullMarked
package org.galaxyvae.lab.compress;

import org.jspecify.annotations.NullMarked;
