/** Which normal objects of the whole catalog lie nearest to some in latent space; stages below may use it, it knows none. */
@NullMarked
package org.galaxyvae.neighbor;

import org.jspecify.annotations.NullMarked;
