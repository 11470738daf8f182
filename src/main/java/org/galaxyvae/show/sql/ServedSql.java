package org.galaxyvae.show.sql;

/** {@link SurveySql} for clients whom nobody knows. */
public final class ServedSql extends SurveySql {
    /** Called by Spark. */
    public ServedSql() {
        super(true);
    }
}
