/** What nobody needs any more goes: small files, old snapshots, tags and folders. Uses {@code table}, {@code stage} and {@code config}. */
@org.jspecify.annotations.NullMarked
package org.galaxyvae.night.housekeeping;
