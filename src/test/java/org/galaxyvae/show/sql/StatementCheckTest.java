package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.submit.DocumentedQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

/** What the door lets through, as Spark's parser makes it; what it does not is {@link WaysOutIT}. */
class StatementCheckTest {
    static Stream<String> documented() throws IOException {
        return DocumentedQueries.all().values().stream();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void letsEveryDocumentedQueryThrough(String query) {
        assertThatCode(() -> check(query)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a.*, b.x AS y, 1 + 2 * 3 / 4 % 5 - -1, ~1 & 2 | 3 ^ 4, 7 DIV 2, NOT true AND false OR NULL <=> NULL FROM a JOIN b USING (x)",
                "SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END, CASE a WHEN 1 THEN 2 END, if(a, b, c), coalesce(a, b), a || b FROM t",
                "SELECT CAST(a AS INT), try_cast(a AS INT), extract(YEAR FROM a), DATE '2026-01-01' + INTERVAL '1' DAY FROM t",
                "SELECT substring(a FROM 1 FOR 2), trim(BOTH 'x' FROM a), position('a' IN b), overlay(a PLACING 'x' FROM 1) FROM t",
                "SELECT a[0], m['x'], s.f, transform(a, x -> x + 1), aggregate(a, 0, (x, y) -> x + y), named_struct('a', 1) FROM t",
                "SELECT a BETWEEN 1 AND 2, a IN (1, 2), a NOT IN (SELECT b FROM u), a LIKE 'x%', a ILIKE ANY ('x', 'y'), a RLIKE 'z' FROM t",
                "SELECT count(DISTINCT a), sum(b) FILTER (WHERE c), first(a) IGNORE NULLS, any_value(b) FROM t GROUP BY ALL HAVING count(*) > 1",
                "SELECT a, count(*) FROM t GROUP BY GROUPING SETS ((a), ()) ORDER BY 1 DESC NULLS LAST LIMIT 3 OFFSET 1",
                "SELECT a, b, count(*) FROM t GROUP BY CUBE (a, b)",
                "SELECT rank() OVER w, sum(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WINDOW w AS (ORDER BY a)",
                "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t",
                "SELECT * FROM t TABLESAMPLE (10 PERCENT), LATERAL (SELECT 1) l LATERAL VIEW OUTER explode(a) e AS x",
                "SELECT * FROM t PIVOT (sum(a) FOR b IN (1 AS one, 2 AS two))",
                "SELECT * FROM t UNPIVOT (v FOR k IN (a, b))",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y) UNION SELECT 3, 'c' EXCEPT SELECT 1, 'a' INTERSECT SELECT 2, 'b'",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM a) SELECT * FROM b WHERE EXISTS (SELECT 1 FROM a WHERE a.x = b.x)",
                "SELECT timestampadd(DAY, 1, a), timestampdiff(HOUR, a, b), current_date, current_timestamp() FROM t",
                "SELECT * FROM t a LEFT SEMI JOIN u b ON a.x = b.x CROSS JOIN w NATURAL JOIN z",
                "SELECT /*+ REPARTITION(3) */ DISTINCT a FROM t DISTRIBUTE BY a SORT BY b",
                "SELECT a FROM galaxies.survey.scores VERSION AS OF 'published_x' b",
                "SELECT a FROM scores TIMESTAMP AS OF '2026-01-01'",
                "SELECT object_id FROM `my view`",
                "FROM t SELECT a WHERE b",
                "VALUES (1), (2)",
                "TABLE scores",
                "DESCRIBE scores",
                "EXPLAIN SELECT 1",
                "USE survey",
                "USE galaxies.survey",
                "SHOW TABLES LIKE 's*'",
                "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT * FROM scores",
                "SET spark.sql.ansi.enabled=true",
            })
    void letsAllThatReadsThrough(String query) {
        assertThatCode(() -> check(query)).doesNotThrowAnyException();
    }

    @Test
    void aLongStatementIsNotRepeatedWhole() {
        assertThatThrownBy(() -> check("ADD JAR '" + "x".repeat(1000) + "'"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Cannot run ADD JAR 'xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    /** A Spark with more of them is a decision for each. */
    @Test
    void refusesTheseOfSparksFunctionsAndNoOthers() {
        Set<String> refused = new TreeSet<>();
        List<FunctionIdentifier> all = new ArrayList<>(
                JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction()));
        for (FunctionIdentifier function : all) {
            String name = function.funcName();
            if (name.matches("[a-z_0-9]+")) {
                try {
                    check("SELECT `" + name + "`(a)");
                } catch (RequestException | ParseException e) {
                    refused.add(name);
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(380);
        assertThat(refused)
                .containsExactly(
                        "current_user",
                        "input_file_block_length",
                        "input_file_block_start",
                        "input_file_name",
                        "java_method",
                        "reflect",
                        "user",
                        "version",
                        "xpath",
                        "xpath_boolean",
                        "xpath_double",
                        "xpath_float",
                        "xpath_int",
                        "xpath_long",
                        "xpath_number",
                        "xpath_short",
                        "xpath_string");
    }

    private static void check(String statement) throws ParseException {
        StatementCheck.require(new SparkSqlParser().parsePlan(statement), statement);
    }
}
