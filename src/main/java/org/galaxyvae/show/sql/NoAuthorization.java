package org.galaxyvae.show.sql;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.ql.metadata.Partition;
import org.apache.hadoop.hive.ql.metadata.Table;
import org.apache.hadoop.hive.ql.security.authorization.HiveAuthorizationProviderBase;
import org.apache.hadoop.hive.ql.security.authorization.Privilege;

/** Asks nobody: Hive's own providers want a metastore when a client lists tables. {@link ClientParser} decides what is allowed. */
public final class NoAuthorization extends HiveAuthorizationProviderBase {
    @Override
    public void init(Configuration hive) {}

    @Override
    public void authorize(Privilege[] inputs, Privilege[] outputs) {}

    @Override
    public void authorize(Database database, Privilege[] inputs, Privilege[] outputs) {}

    @Override
    public void authorize(Table table, Privilege[] inputs, Privilege[] outputs) {}

    @Override
    public void authorize(Partition partition, Privilege[] inputs, Privilege[] outputs) {}

    @Override
    public void authorize(
            Table table, Partition partition, List<String> columns, Privilege[] inputs, Privilege[] outputs) {}
}
