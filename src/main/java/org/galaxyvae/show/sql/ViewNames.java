package org.galaxyvae.show.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import scala.collection.JavaConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Puts a ready view's query in the place of its name; a temporary view of the same name goes before it. And completes names
 * such as {@code scores.refs}, which Spark takes for a table {@code refs} of a database {@code scores}.
 */
final class ViewNames extends Rule<LogicalPlan> {
    private static final List<String> SURVEY = List.of(Tables.NAMESPACE.split("\\.", -1));

    private final SparkSession spark;

    ViewNames(SparkSession spark) {
        this.spark = spark;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan.resolveOperatorsUp(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return query(node).isPresent() || isBehindTable(node);
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                UnresolvedRelation relation = (UnresolvedRelation) node;
                return query(node).map(query -> view(relation, query)).orElseGet(() -> completed(relation));
            }
        });
    }

    private Optional<String> query(LogicalPlan node) {
        if (!(node instanceof UnresolvedRelation relation)) {
            return Optional.empty();
        }
        List<String> parts = JavaConverters.seqAsJavaList(relation.multipartIdentifier());
        return parts.size() <= 3 && isOurs(parts)
                ? ReadyViews.query(parts.get(parts.size() - 1), this::exists).filter(query -> !isTemporary(relation))
                : Optional.empty();
    }

    /** Whether a name is that of a table of the survey and of something of it: a branch, a tag, a table about it. */
    private boolean isBehindTable(LogicalPlan node) {
        if (!(node instanceof UnresolvedRelation relation)
                || relation.multipartIdentifier().size() != 2) {
            return false;
        }
        String table = relation.multipartIdentifier().head();
        return isOurs(List.of(table)) && !table.equals(SURVEY.get(1)) && !table.equals(SURVEY.get(0)) && exists(table);
    }

    private static LogicalPlan completed(UnresolvedRelation relation) {
        List<String> parts = new ArrayList<>(SURVEY);
        parts.addAll(JavaConverters.seqAsJavaList(relation.multipartIdentifier()));
        return relation.copy(JavaConverters.asScalaBuffer(parts).toSeq(), relation.options(), relation.isStreaming());
    }

    /** Asked of the Iceberg catalog itself: Spark's own way would analyze a query within this one. */
    private boolean exists(TableSpec table) {
        return exists(table.name());
    }

    private boolean exists(String table) {
        TableCatalog catalog =
                (TableCatalog) spark.sessionState().catalogManager().catalog(Tables.CATALOG);
        return catalog.tableExists(Identifier.of(new String[] {SURVEY.get(1)}, table));
    }

    /** Whether what the name leaves out, completed by where the session is, makes it one of the survey. */
    private boolean isOurs(List<String> parts) {
        CatalogManager where = spark.sessionState().catalogManager();
        return switch (parts.size()) {
            case 1 ->
                where.currentCatalog().name().equals(SURVEY.get(0))
                        && List.of(where.currentNamespace()).equals(SURVEY.subList(1, 2));
            case 2 ->
                where.currentCatalog().name().equals(SURVEY.get(0))
                        && parts.get(0).equals(SURVEY.get(1));
            default -> parts.subList(0, 2).equals(SURVEY);
        };
    }

    private boolean isTemporary(UnresolvedRelation relation) {
        return spark.sessionState().catalogManager().v1SessionCatalog().isTempView(relation.multipartIdentifier());
    }

    private LogicalPlan view(UnresolvedRelation relation, String query) {
        try {
            return SubqueryAlias$.MODULE$.apply(
                    relation.multipartIdentifier(),
                    spark.sessionState().sqlParser().parsePlan(query));
        } catch (ParseException e) {
            throw new IllegalStateException("Cannot read view " + relation.name() + ": " + query, e);
        }
    }
}
