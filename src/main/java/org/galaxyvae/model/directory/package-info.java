/** The model directory: weights, fitted references, configuration and provenance; and a model opened on an executor. */
@NullMarked
package org.galaxyvae.model.directory;

import org.jspecify.annotations.NullMarked;
