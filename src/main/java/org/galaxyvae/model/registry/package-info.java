/**
 * The model registry: which models there are and how good, which one is in production, and how that changes. Reads what other
 * stages left in tables and model directories; moves rows of {@code models} and nothing else.
 */
@NullMarked
package org.galaxyvae.model.registry;

import org.jspecify.annotations.NullMarked;
