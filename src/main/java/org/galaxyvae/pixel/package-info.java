/** Pure: what one image holds, from bytes to numbers and pictures. Its rooms know neither Spark nor the network, and nothing above. */
@NullMarked
package org.galaxyvae.pixel;

import org.jspecify.annotations.NullMarked;
