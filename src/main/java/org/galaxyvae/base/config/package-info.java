/** The YAML file as nested records; strict; reports all its problems at once. Uses nothing of this project. */
@NullMarked
package org.galaxyvae.base.config;

import org.jspecify.annotations.NullMarked;
