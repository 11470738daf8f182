/** Pure: a prepared image and an opened model in, a number for each evidence out. Every stage that scores anything calls it. */
@NullMarked
package org.galaxyvae.model.evidence;

import org.jspecify.annotations.NullMarked;
