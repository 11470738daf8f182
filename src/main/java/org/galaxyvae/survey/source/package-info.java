/**
 * What the user's paths hold: files, archives and tables of images on any Hadoop file system, listed, divided and read image by
 * image. Knows nothing of catalogs and tables of this project.
 */
@NullMarked
package org.galaxyvae.survey.source;

import org.jspecify.annotations.NullMarked;
