/** The stage that tells faults of camera, sky and server from oddities of the galaxy. */
@NullMarked
package org.galaxyvae.label.artifact;

import org.jspecify.annotations.NullMarked;
