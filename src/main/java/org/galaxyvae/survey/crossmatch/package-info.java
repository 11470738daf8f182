/** The stage that matches the survey with lists of known objects by position: tables known_objects and crossmatches. */
@NullMarked
package org.galaxyvae.survey.crossmatch;

import org.jspecify.annotations.NullMarked;
