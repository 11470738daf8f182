package org.galaxyvae.base.table;

import java.time.Duration;
import java.time.Instant;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;

/**
 * Whether the machine's clock goes on from where the tables were last changed. Iceberg takes no commit of more than a minute
 * before a table's last one, and run ids, by which the newest is found, are times.
 */
public final class TableClock {
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private TableClock() {}

    /**
     * Looks at the metadata of all tables, before a command changes anything.
     *
     * @throws InvalidDataException where the clock is behind
     */
    public static void require(Tables tables, Workspace workspace, Instant now) {
        for (TableSpec spec : Specs.ALL) {
            if (!tables.exists(spec)) {
                continue;
            }
            Instant changed = Instant.ofEpochMilli(lastChanged(tables.iceberg(spec)));
            if (changed.minus(TOLERATED).isAfter(now)) {
                throw new InvalidDataException(
                        "Cannot write workspace " + workspace.root() + ": this machine's clock says "
                                + now + ", but table " + spec.name() + " was changed at " + changed
                                + "; expected a clock that is not behind: set it right, or wait until then");
            }
        }
    }

    private static long lastChanged(Table table) {
        return ((HasTableOperations) table).operations().current().lastUpdatedMillis();
    }
}
