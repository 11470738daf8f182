package org.galaxyvae.show.sql;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/**
 * What a statement may be made of, by the class that Spark's parser makes of it: whatever is not named here is refused, also
 * what a later Spark or another extension brings.
 */
final class Permitted {
    private static final String CATALYST = "org.apache.spark.sql.catalyst.";
    private static final String COMMAND = "org.apache.spark.sql.execution.command.";

    /** Queries, and the commands that only tell; {@link StatementCheck} looks into some of them. */
    private static final Set<String> PLANS = names(
            CATALYST + "analysis.",
            "RelationTimeTravel UnresolvedHaving UnresolvedInlineTable UnresolvedNamespace UnresolvedRelation"
                    + " UnresolvedSubqueryColumnAliases UnresolvedTVFAliases UnresolvedTableOrView"
                    + " UnresolvedTableValuedFunction UnresolvedFunctionName",
            CATALYST + "plans.logical.",
            "Aggregate DescribeColumn DescribeFunction DescribeRelation Distinct Except Filter Generate GlobalLimit"
                    + " Intersect Join LateralJoin LocalLimit Offset OneRowRelation Pivot Project RepartitionByExpression"
                    + " Sample SetCatalogAndNamespace ShowFunctions ShowNamespaces ShowTables Sort SubqueryAlias"
                    + " Union Unpivot UnresolvedHint UnresolvedWith WithWindowDefinition",
            COMMAND,
            "CreateViewCommand DescribeFunctionCommand DescribeQueryCommand ExplainCommand ResetCommand SetCommand"
                    + " SetNamespaceCommand ShowCurrentNamespaceCommand ShowFunctionsCommand");

    private static final Set<String> EXPRESSIONS = names(
            CATALYST + "analysis.",
            "MultiAlias UnresolvedAlias UnresolvedAttribute UnresolvedExtractValue UnresolvedFieldName UnresolvedFunction"
                    + " UnresolvedGenerator UnresolvedRegex UnresolvedStar",
            CATALYST + "expressions.",
            "Add Alias And AttributeReference BitwiseAnd BitwiseNot BitwiseOr BitwiseXor CaseWhen Cast Coalesce Concat"
                    + " CreateNamedStruct Cube CurrentDate CurrentRow CurrentTimestamp Divide EqualNullSafe EqualTo Exists"
                    + " GreaterThan GreaterThanOrEqual GroupingSets ILike In InSubquery IntegralDivide IsNotNull IsNull"
                    + " LambdaFunction LateralSubquery LessThan LessThanOrEqual Like LikeAll LikeAny ListQuery Literal Lower"
                    + " Multiply NamePlaceholder NamedArgumentExpression Not NotLikeAll NotLikeAny Or Overlay RLike Remainder Rollup ScalarSubquery"
                    + " SortOrder SpecifiedWindowFrame StringLocate StringTrim StringTrimLeft StringTrimRight Substring"
                    + " Subtract TimestampAdd TimestampDiff UnaryMinus UnaryPositive UnboundedFollowing UnboundedPreceding"
                    + " UnresolvedNamedLambdaVariable UnresolvedWindowExpression UnspecifiedFrame WindowExpression WindowSpecDefinition"
                    + " WindowSpecReference",
            CATALYST + "expressions.aggregate.",
            "AggregateExpression AnyValue First Last PercentileCont PercentileDisc");

    /** Those that only plan; any other is a comment to Spark. */
    static final Set<String> HINTS = Set.of(
            "BROADCAST",
            "BROADCASTJOIN",
            "MAPJOIN",
            "MERGE",
            "MERGEJOIN",
            "SHUFFLE_MERGE",
            "SHUFFLE_HASH",
            "SHUFFLE_REPLICATE_NL",
            "COALESCE",
            "REPARTITION",
            "REPARTITION_BY_RANGE",
            "REBALANCE");

    /** Groups of Spark's functions that compute with their arguments alone. */
    static final Set<String> FUNCTION_GROUPS = Set.of(
            "agg_funcs",
            "array_funcs",
            "bitwise_funcs",
            "collection_funcs",
            "conditional_funcs",
            "conversion_funcs",
            "csv_funcs",
            "datetime_funcs",
            "generator_funcs",
            "hash_funcs",
            "json_funcs",
            "lambda_funcs",
            "map_funcs",
            "math_funcs",
            "predicate_funcs",
            "string_funcs",
            "struct_funcs",
            "url_funcs",
            "window_funcs");

    /** Of other groups; what is not here calls Java, reads files' names or tells of the machine, its accounts and programs. */
    static final Set<String> FUNCTIONS = Set.of(
            "aes_decrypt",
            "aes_encrypt",
            "assert_true",
            "bitmap_bit_position",
            "bitmap_bucket_number",
            "bitmap_count",
            "cone",
            "current_catalog",
            "current_database",
            "current_schema",
            "equal_null",
            "hll_sketch_estimate",
            "hll_union",
            "latent_distance",
            "monotonically_increasing_id",
            "raise_error",
            "spark_partition_id",
            "try_aes_decrypt",
            "typeof",
            "uuid");

    static final Set<String> TABLE_FUNCTIONS = Set.of(
            "explode",
            "explode_outer",
            "inline",
            "inline_outer",
            "json_tuple",
            "posexplode",
            "posexplode_outer",
            "range",
            "sql_keywords",
            "stack");

    /** What a value may be written by where it is needed before a statement runs: no longer than the statement. */
    static final Set<String> OF_VALUES = Set.of(
            "array",
            "current_date",
            "current_timestamp",
            "date",
            "double",
            "map",
            "named_struct",
            "now",
            "struct",
            "timestamp",
            "to_date",
            "to_timestamp");

    private Permitted() {}

    static boolean isPlan(TreeNode<?> node) {
        return PLANS.contains(name(node));
    }

    static boolean isExpression(TreeNode<?> node) {
        return EXPRESSIONS.contains(name(node));
    }

    /** A Scala object's class ends with a dollar sign. */
    private static String name(Object node) {
        String name = node.getClass().getName();
        return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
    }

    /** Full names of packages' classes: a package, then its classes divided by blanks. */
    private static Set<String> names(String... packagesAndClasses) {
        return Stream.iterate(0, i -> i < packagesAndClasses.length, i -> i + 2)
                .flatMap(i ->
                        Stream.of(packagesAndClasses[i + 1].split(" ", -1)).map(type -> packagesAndClasses[i] + type))
                .collect(Collectors.toUnmodifiableSet());
    }
}
