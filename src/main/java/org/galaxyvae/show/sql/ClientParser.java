package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowNamespaces;
import org.apache.spark.sql.execution.command.ResetCommand;
import org.apache.spark.sql.execution.command.SetCommand;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.table.Tables;
import scala.Option;
import scala.Tuple2;
import scala.collection.Seq;

/** Parses what clients send, and refuses what does more than read the survey. */
final class ClientParser implements ParserInterface {
    private final SparkSession spark;
    private final ParserInterface parser;
    private final boolean served;

    /**
     * A parser of one session.
     *
     * @param parser Spark's and Iceberg's
     * @param served whether others than the owner of the process send statements, who could have opened the session with
     *     settings of their own
     */
    ClientParser(SparkSession spark, ParserInterface parser, boolean served) {
        this.spark = spark;
        this.parser = parser;
        this.served = served;
    }

    @Override
    public LogicalPlan parsePlan(String statement) throws ParseException {
        if (served) {
            // Hive opens a session on a thread that does not know the jars of the application, Iceberg's among them
            Thread.currentThread().setContextClassLoader(ClientParser.class.getClassLoader());
            ClientSettings.require(spark);
        }
        if (isDefaultDatabase(statement)) {
            return parser.parsePlan("USE " + Tables.NAMESPACE);
        }
        LogicalPlan plan = parser.parsePlan(statement);
        StatementCheck.require(plan, statement);
        if (plan instanceof SetCommand set) {
            Option<Tuple2<String, Option<String>>> setting = set.kv();
            if (setting.isEmpty() || setting.get()._1().equals("-v")) {
                return parser.parsePlan(ClientSettings.shown(spark));
            }
            Option<String> value = setting.get()._2();
            ClientSettings.require(setting.get()._1(), value.isDefined() ? value.get() : null);
        } else if (plan instanceof ResetCommand reset && reset.config().isDefined()) {
            ClientSettings.require(reset.config().get(), null);
        } else if (plan instanceof ShowNamespaces) {
            return parser.parsePlan("SELECT '" + survey() + "' AS namespace"); // others are not a client's to see
        }
        return plan;
    }

    private static String survey() {
        List<String> parts = List.of(Tables.NAMESPACE.split("\\.", -1));
        return parts.get(parts.size() - 1);
    }

    /** What Hive's driver sends where the address names no database. */
    private static boolean isDefaultDatabase(String statement) {
        return statement.strip().toLowerCase(Locale.ROOT).matches("use\\s+`?default`?");
    }

    @Override
    public LogicalPlan parseQuery(String query) throws ParseException {
        LogicalPlan plan = parser.parseQuery(query);
        StatementCheck.require(plan, query);
        return plan;
    }

    @Override
    public Expression parseExpression(String text) throws ParseException {
        return parser.parseExpression(text);
    }

    @Override
    public TableIdentifier parseTableIdentifier(String text) throws ParseException {
        return parser.parseTableIdentifier(text);
    }

    @Override
    public FunctionIdentifier parseFunctionIdentifier(String text) throws ParseException {
        return parser.parseFunctionIdentifier(text);
    }

    @Override
    public Seq<String> parseMultipartIdentifier(String text) throws ParseException {
        return parser.parseMultipartIdentifier(text);
    }

    @Override
    public StructType parseTableSchema(String text) throws ParseException {
        return parser.parseTableSchema(text);
    }

    @Override
    public DataType parseDataType(String text) throws ParseException {
        return parser.parseDataType(text);
    }
}
