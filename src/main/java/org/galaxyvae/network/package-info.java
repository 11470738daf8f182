/** The network: the only package that imports ND4J and DL4J (with train's one averaging class). Records and primitive arrays in and out. */
@NullMarked
package org.galaxyvae.network;

import org.jspecify.annotations.NullMarked;
