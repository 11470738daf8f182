/** What a running stage is given: session, workspace, tables, settings, progress; the summary it returns and how a table is printed. */
@NullMarked
package org.galaxyvae.base.run;

import org.jspecify.annotations.NullMarked;
