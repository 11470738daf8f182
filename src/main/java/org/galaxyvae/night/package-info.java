/** The night: the only stage that calls stages; what it writes is audited before anybody sees it. */
@NullMarked
package org.galaxyvae.night;

import org.jspecify.annotations.NullMarked;
