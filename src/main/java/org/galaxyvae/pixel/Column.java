package org.galaxyvae.pixel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record is as a column of a table. Its type and name follow from the component's; {@code docs/tables.md} is
 * held to what stands here. It is here, below everything, for records of measured numbers to carry it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
    /** The column's name, where it is not the component's in lower_snake_case. */
    String name() default "";

    /** Whether the table refuses null: NOT NULL. */
    boolean required() default false;

    /** The unit, such as {@code arcsec}; empty for what has none. */
    String unit() default "";

    /** What the value says, in one line of Markdown, with its range where it has one. */
    String meaning();
}
