package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.GlobalTempView$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import org.apache.spark.sql.execution.command.SetCommand;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.Tables;
import scala.collection.Seq;

/** Parses what clients of the server send, and refuses what does more than read the survey. */
final class ClientParser implements ParserInterface {
    /** Reads files or other databases; keeps a night in the memory that all clients share. */
    private static final List<String> FOR_OWNERS = List.of("CreateTempViewUsing", "Cache", "Uncache");

    private final SparkSession spark;
    private final ParserInterface parser;

    ClientParser(SparkSession spark, ParserInterface parser) {
        this.spark = spark;
        this.parser = parser;
    }

    @Override
    public LogicalPlan parsePlan(String statement) throws ParseException {
        // Hive opens a session on a thread that does not know the jars of the application, Iceberg's among them
        Thread.currentThread().setContextClassLoader(ClientParser.class.getClassLoader());
        ClientSettings.require(spark);
        if (isDefaultDatabase(statement)) {
            return parser.parsePlan("USE " + Tables.NAMESPACE);
        }
        LogicalPlan plan = ReadOnly.require(parser, statement);
        if (plan instanceof SetCommand set && set.kv().isDefined()) {
            ClientSettings.require(set.kv().get()._1(), set.kv().get()._2().isDefined());
        }
        if (isForOwners(plan)) {
            throw new RequestException(
                    "Cannot run " + statement.lines().findFirst().orElse("")
                            + ": expected a statement that reads the survey's tables and keeps nothing for others");
        }
        return plan;
    }

    /** What Hive's driver sends where the address names no database. */
    private static boolean isDefaultDatabase(String statement) {
        return statement.strip().toLowerCase(Locale.ROOT).matches("use\\s+`?default`?");
    }

    private static boolean isForOwners(LogicalPlan plan) {
        String name = plan.getClass().getSimpleName();
        return FOR_OWNERS.stream().anyMatch(name::startsWith)
                || (plan instanceof CreateViewCommand view && view.viewType() == GlobalTempView$.MODULE$);
    }

    @Override
    public LogicalPlan parseQuery(String query) throws ParseException {
        return parser.parseQuery(query);
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
