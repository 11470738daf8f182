/**
 * One record a table, with type, unit and meaning of every column; how records become Spark's rows and rows become records. Below
 * all stages, because they meet in tables: who reads one needs its record as much as who writes it.
 */
@NullMarked
package org.galaxyvae.base.row;

import org.jspecify.annotations.NullMarked;
