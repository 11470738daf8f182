package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.PublishedSurvey;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.junit.jupiter.api.Test;

/** The views in catalogs that keep views and in those that do not, and the one night that a query is about. */
class ReadyViewsIT extends SparkTest {
    private static final String COUNT = "SELECT count(*), min(run_id) FROM galaxies.survey.latest_scores";

    @Test
    void aQueryIsAboutTheNightWithWhichItBegan() throws Exception {
        PublishedSurvey survey = new PublishedSurvey(context());
        survey.write();
        SparkSession reading = ReadingSession.of(context()).spark();
        List<String> queries = List.of(
                "SELECT run_id, count(*) FROM latents JOIN scores USING (model_id, run_id, object_id) GROUP BY run_id",
                "SELECT run_id, count(z) FROM latest GROUP BY run_id",
                "SELECT run_id, count(*) FROM scores WHERE rank IN (SELECT rank FROM latest_scores) GROUP BY run_id");
        List<Dataset<Row>> begun = queries.stream().map(reading::sql).toList();

        survey.publish(2);
        survey.publish(3);

        assertThat(begun).allSatisfy(query -> assertThat(answer(query)).isEqualTo(ofNight(1)));
        assertThat(queries)
                .allSatisfy(query -> assertThat(answer(reading.sql(query))).isEqualTo(ofNight(3)));
    }

    @Test
    void whatIsKnownIsSeenAtOnceAndNeverNull() throws Exception {
        PublishedSurvey survey = new PublishedSurvey(context());
        survey.write();
        SparkSession reading = ReadingSession.of(context()).spark();
        List<String> known = List.of("o01", "o03");
        String count = "SELECT count_if(known), count_if(NOT known), count(*) FROM ";
        assertThat(answer(reading.sql(count + "latest_scores"))).isEqualTo("[[2,38,40]]");
        assertThat(answer(reading.sql(count + "latest"))).isEqualTo("[[2,38,40]]");
        assertThat(reading.sql("SELECT object_id FROM top_anomalies WHERE known")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .isEqualTo(known);
        assertThat(reading.sql("SELECT object_id, rank FROM latest_scores")
                        .queryExecution()
                        .optimizedPlan()
                        .toString())
                .as("a query that does not ask for it joins nothing")
                .doesNotContain("crossmatches");

        spark.sql("DELETE FROM galaxies.survey.crossmatches WHERE object_id = 'o01'");
        assertThat(answer(reading.sql(count + "latest_scores"))).isEqualTo("[[1,39,40]]");
        spark.sql("DELETE FROM galaxies.survey.crossmatches");
        assertThat(answer(reading.sql(count + "latest_scores"))).isEqualTo("[[0,40,40]]");
        spark.sql("DROP TABLE galaxies.survey.crossmatches");
        assertThat(answer(reading.sql(count + "latest_scores"))).isEqualTo("[[0,40,40]]");

        // as it was when that run was published
        assertThat(answer(spark.read()
                        .parquet(workspace.published(PublishedSurvey.run(1)) + "/scores")
                        .selectExpr("count_if(known)", "count_if(known IS NULL)", "count(*)")))
                .isEqualTo("[[2,0,40]]");
    }

    @Test
    void whatOtherTablesSayOfAnObjectIsJoinedWhereItIsAskedFor() {
        new ScoredSurvey(spark, tables).write(3, 1);
        SparkSession reading = ReadingSession.of(context()).spark();
        String sums = "SELECT sum(artefact_probability), sum(interest), sum(interest_sd), count(*) FROM latest_scores";
        assertThat(answer(reading.sql(sums))).isEqualTo("[[null,null,null,3]]");
        tables.append(
                Specs.ARTIFACTS,
                spark.sql(
                        "SELECT model_id, object_id, 0.25D AS artefact_probability, 1 AS residual_cluster, 'trail' AS kind,"
                                + " run_id, scored_at AS measured_at FROM galaxies.survey.scores WHERE rank = 1"));
        tables.append(
                Specs.INTEREST,
                spark.sql("SELECT model_id, object_id, 0.5D AS interest, 0.125D AS interest_sd, rank AS interest_rank,"
                        + " rank AS label_next_rank, 'forest' AS learner, 5 AS positives, run_id, scored_at AS ranked_at"
                        + " FROM galaxies.survey.scores WHERE rank <= 2"));
        assertThat(answer(reading.sql(sums))).isEqualTo("[[0.25,1.0,0.25,3]]");
        assertThat(reading.sql("SELECT object_id, rank FROM latest_scores")
                        .queryExecution()
                        .optimizedPlan()
                        .toString())
                .doesNotContain("artefacts")
                .doesNotContain("interest");
    }

    @Test
    void aNameThatIsNoneOfTheSurveyIsNoView() {
        new ScoredSurvey(spark, tables).write(3, 1);
        SparkSession reading = ReadingSession.of(context()).spark();
        assertThat(reading.sql("SELECT * FROM Latest_Scores").count()).isEqualTo(3);
        assertThat(reading.sql("SELECT latest_scores.rank FROM survey.latest_scores")
                        .count())
                .isEqualTo(3);
        for (String name :
                List.of("other.latest_scores", "galaxies.other.latest_scores", "spark_catalog.survey.latest")) {
            assertThatThrownBy(() -> reading.sql("SELECT * FROM " + name))
                    .as(name)
                    .isInstanceOf(AnalysisException.class)
                    .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
        }
        assertThatThrownBy(() -> reading.sql("SELECT * FROM latest")).hasMessageContaining("latents");
        assertThatThrownBy(() -> reading.sql("USE spark_catalog"))
                .hasMessageContaining("expected the database galaxies.survey");
        assertThat(reading.sql("SELECT * FROM galaxies.survey.top_anomalies").count())
                .isEqualTo(3);
    }

    @Test
    void aCatalogThatKeepsViewsHasThemForOtherPrograms() throws Exception {
        SparkSession writing = withDatabase(spark.newSession());
        new ScoredSurvey(writing, new Tables(writing, workspace)).write(3, 1);

        ReadyViews.keep(writing);

        SparkSession other = withDatabase(spark.newSession()); // Iceberg's extensions alone
        assertThat(other.sql(COUNT).first().getLong(0)).isEqualTo(3);
        assertThat(other.sql("SELECT object_id FROM galaxies.survey.top_anomalies")
                        .count())
                .isEqualTo(3);
        long version = version(writing);
        ReadyViews.keep(writing);
        assertThat(version(writing)).as("nothing to write").isEqualTo(version);
        new Tables(writing, workspace)
                .append(
                        Specs.CROSSMATCHES,
                        writing.sql("SELECT 'list' AS reference, 'o02' AS object_id, 1 AS place, 'M 2' AS matched_id,"
                                + " 0D AS matched_ra_deg, 0D AS matched_dec_deg, 0D AS separation_arcsec,"
                                + " map() AS matched, '' AS run_id, current_timestamp() AS matched_at"));
        ReadyViews.keep(writing);
        assertThat(version(writing)).as("now there is a table to join").isGreaterThan(version);
        SparkSession knowing = withDatabase(spark.newSession());
        assertThat(knowing.sql("SELECT object_id FROM galaxies.survey.top_anomalies WHERE known")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("o02");
        version = version(writing);
        writing.sql("ALTER TABLE galaxies.survey.scores ADD COLUMN mood STRING");
        ReadyViews.keep(writing);
        assertThat(version(writing)).isGreaterThan(version);
        // a program that connects now: Iceberg leaves a query of its first connection open
        SparkSession later = withDatabase(spark.newSession());
        assertThat(later.sql("SELECT mood FROM galaxies.survey.latest_scores").count())
                .isEqualTo(3);
    }

    @Test
    void aCatalogThatKeepsNoViewsIsLeftAlone() {
        new ScoredSurvey(spark, tables).write(3, 1);
        ReadyViews.keep(spark);
        assertThatThrownBy(() -> spark.sql(COUNT)).isInstanceOf(AnalysisException.class);
    }

    private static String answer(Dataset<Row> query) {
        return query.collectAsList().toString();
    }

    private static String ofNight(int night) {
        return "[[" + PublishedSurvey.run(night) + "," + PublishedSurvey.OBJECTS + "]]";
    }

    private long version(SparkSession session) {
        ViewCatalog views = (ViewCatalog) Spark3Util.loadIcebergCatalog(session, Tables.CATALOG);
        return views.loadView(TableIdentifier.of(Tables.SURVEY, "latest_scores"))
                .currentVersion()
                .versionId();
    }

    /** Tables in the same folder, known to a database in place of Hadoop's file system. */
    private SparkSession withDatabase(SparkSession session) {
        String catalog = "spark.sql.catalog." + Tables.CATALOG;
        Tables.configuration(catalog(workspace)).forEach((key, value) -> {
            if (!key.equals("spark.sql.extensions")) {
                session.conf().set(key, value);
            }
        });
        Map.of(
                        "type", "jdbc",
                        "uri",
                                "jdbc:sqlite:" + directory.resolve("catalog.db")
                                        + "?journal_mode=WAL", // readers stop no writer
                        "jdbc.schema-version", "V1")
                .forEach((key, value) -> session.conf().set(catalog + "." + key, value));
        return session;
    }
}
