/** The stage that tells faults of camera, sky and server from oddities of the galaxy. */
@NullMarked
package org.galaxyvae.artefact;

import org.jspecify.annotations.NullMarked;
