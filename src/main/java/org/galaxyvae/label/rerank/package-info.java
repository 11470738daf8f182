/** The stage that learns from labels what is interesting, and says what to label next. */
@NullMarked
package org.galaxyvae.label.rerank;

import org.jspecify.annotations.NullMarked;
