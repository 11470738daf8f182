package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.galaxyvae.base.config.RequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static final String POOL = "set:hiveconf:spark.sql.thriftserver.scheduler.pool";

    @Test
    void takesWhatSaysHowQueriesAreComputedAndGivesEveryConnectionItsTurn() {
        Map<String, String> settings = ConnectionSettings.of(
                Map.of("use:database", "survey", "set:hiveconf:spark.sql.shuffle.partitions", "3"));
        assertThat(settings)
                .containsEntry("use:database", "survey")
                .containsEntry("set:hiveconf:spark.sql.shuffle.partitions", "3")
                .containsKey(POOL)
                .hasSize(3);
        assertThat(ConnectionSettings.of(null)).containsOnlyKeys(POOL);
        assertThat(ConnectionSettings.of(null)).isNotEqualTo(ConnectionSettings.of(null));
    }

    /** Spark makes nothing of them; Hive's session would make folders, call machines, load classes, put in variables. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set:hiveconf:hive.server2.thrift.resultset.default.fetch.size",
                "set:hiveconf:hive.metastore.uris",
                "set:hiveconf:hive.exec.local.scratchdir",
                "set:hiveconf:hive.security.authorization.manager",
                "set:hiveconf:hive.aux.jars.path",
                "set:hiveconf:hive.variable.substitute",
                "set:hivevar:x",
                "set:hive.exec.pre.hooks",
                "set:x",
                "hive.server2.proxy.user",
                "hive.server2.session.hook",
                "anything",
            })
    void leavesOutWhatIsHivesOwn(String key) {
        assertThat(ConnectionSettings.of(Map.of(key, "${env:PATH}"))).containsOnlyKeys(POOL);
    }

    @ParameterizedTest
    @CsvSource({
        "set:system:java.io.tmpdir, /tmp/x",
        "set:env:PATH, x",
        "set:metaconf:hive.metastore.try.direct.sql, true",
        "set:hiveconf:spark.sql.catalog.galaxies.warehouse, /tmp",
        "set:hiveconf:spark.sql.runSQLOnFiles, true",
        "set:hiveconf:spark.sql.variable.substitute, true",
        "set:spark.sql.extensions, x",
        "set:hiveconf:spark.sql.thriftserver.scheduler.pool, mine",
        "set:hiveconf:spark.sql.session.timeZone, ${env:PATH}",
        "set:hiveconf:spark.sql.shuffle.partitions, 1000000",
        "use:database, ../x",
        "use:database, spark_catalog",
        "use:database, survey; DROP TABLE scores",
    })
    void refusesWhatLeadsElsewhere(String key, String value) {
        assertThatThrownBy(() -> ConnectionSettings.of(Map.of(key, value)))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Cannot ");
    }
}
