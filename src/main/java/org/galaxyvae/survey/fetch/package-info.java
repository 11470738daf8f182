/** The stage that downloads cutouts of a catalog's positions from a survey's service; it needs no workspace and no Spark. */
@NullMarked
package org.galaxyvae.survey.fetch;

import org.jspecify.annotations.NullMarked;
