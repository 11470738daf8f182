/** What a running stage is given: session, workspace, tables, settings, progress; and the summary it returns. */
@NullMarked
package org.galaxyvae.stage;

import org.jspecify.annotations.NullMarked;
