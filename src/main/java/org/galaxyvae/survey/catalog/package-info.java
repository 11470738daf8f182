/**
 * What the user knows about the objects: catalogs of any usual format as Spark rows, checked, one row an id; which image is
 * whose; joins by position. Stages that read a catalog use it; it uses no stage.
 */
@NullMarked
package org.galaxyvae.survey.catalog;

import org.jspecify.annotations.NullMarked;
