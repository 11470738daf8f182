package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.SparkTest;
import org.galaxyvae.fault.Survey.Answer;
import org.galaxyvae.submit.Script;
import org.galaxyvae.table.Tables;
import org.galaxyvae.table.Workspace;

/**
 * Puts one fault after another to a survey's second night, repeats the night, and looks at what is there then.
 *
 * <p>A trial prints one line for each fault and counts all.
 */
final class Trial {
    private final Survey survey;
    private final Path jar;
    private final Map<String, Double> first;
    private final Map<String, Double> expected;
    private int faults;
    private int survived;
    private long reads;
    private long torn;

    private Trial(Survey survey, Path jar, Map<String, Double> first, Map<String, Double> expected) {
        this.survey = survey;
        this.jar = jar;
        this.first = first;
        this.expected = expected;
    }

    /** What happens to a night, or in its place. */
    interface Disturbance {
        void of(Survey survey) throws Exception;
    }

    /** Makes the survey, and lets its second night pass undisturbed once: that is what each disturbed one must come to. */
    static Trial prepare(Path directory) throws Exception {
        Survey survey = new Survey(directory);
        survey.make(Clock.shifted("-2d")); // its snapshots are old enough to go
        Path jar = Script.jar(
                directory.resolve("fault.jar"),
                FaultyFileSystem.class,
                FaultyDisk.class,
                FaultPoint.class,
                FaultPoint.Counted.class);
        Map<String, Double> first = aftermath(survey).published();
        assertThat(first).hasSize(Survey.BEFORE);
        Answer night = survey.night(Map.of());
        assertThat(night.process().code()).as(night.process().err()).isZero();
        assertThat(night.computed()).isEqualTo(Survey.NEW);
        Map<String, Double> expected = aftermath(survey).published();
        assertThat(expected).hasSize(Survey.BEFORE + Survey.NEW).containsAllEntriesOf(first);
        aftermath(survey).check(expected, first);
        return new Trial(survey, jar, first, expected);
    }

    /** The environment of a command on a disk with that fault point. */
    Map<String, String> faulty(FaultPoint point) {
        Map<String, String> environment = new java.util.HashMap<>(point.environment());
        environment.put(
                "GALAXY_VAE_SUBMIT_OPTIONS",
                "--driver-class-path '" + jar + "' --conf spark.hadoop.fs.file.impl="
                        + FaultyFileSystem.class.getName());
        return environment;
    }

    /**
     * Disturbs a night and repeats it.
     *
     * @param again how many objects the repeated night may compute at most
     */
    void of(String fault, int again, Disturbance disturbance) throws Exception {
        of(fault, again, disturbance, () -> survey.night(Map.of()));
    }

    /** Repeats a night in a way of its own. */
    interface Repetition {
        Answer run() throws Exception;
    }

    /** The same where the night is repeated in another way. */
    void of(String fault, int again, Disturbance disturbance, Repetition repetition) throws Exception {
        faults++;
        survey.restore();
        Aftermath aftermath = aftermath(survey);
        String run = Files.readString(survey.workspace().resolve("published/CURRENT"))
                .strip();
        Readers readers = new Readers(survey.workspace(), aftermath.spark(), run);
        Answer repeated;
        try (readers) {
            disturbance.of(survey);
            repeated = repetition.run();
        } finally {
            reads += readers.reads();
            torn += readers.torn().size();
        }
        assertThat(repeated.process().code()).as(repeated.process().err()).isZero();
        assertThat(readers.torn()).isEmpty();
        assertThat(readers.reads()).isPositive();
        aftermath.check(expected, first);
        long computed = repeated.computed();
        assertThat(computed).as("scored again").isBetween(0L, (long) again);
        survived++;
        System.out.printf(
                "fault %d, %s: survived, computed again %d, reads %d%n", faults, fault, computed, readers.reads());
    }

    /** The survey that is disturbed. */
    Survey survey() {
        return survey;
    }

    /** Changes a table behind the product's back. */
    void sql(String statement) {
        aftermath(survey).spark().sql(statement);
    }

    /** What all came to. */
    void report() {
        System.out.printf("faults %d survived %d, reads %d torn %d%n", faults, survived, reads, torn);
    }

    /** A session whose catalog is the workspace's. */
    private static Aftermath aftermath(Survey survey) {
        Workspace workspace = Workspace.open(survey.workspace().toString(), new Configuration());
        SparkSession spark = SparkTest.session(workspace);
        return new Aftermath(survey.workspace(), spark, new Tables(spark, workspace));
    }
}
