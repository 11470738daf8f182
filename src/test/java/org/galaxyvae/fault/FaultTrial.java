package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.fault.FaultedSurvey.Answer;
import org.galaxyvae.submit.Script;

/**
 * Puts one fault after another to a survey's second night, repeats the night, and looks at what is there then.
 *
 * <p>A trial prints one line for each fault and counts all; what fails behind the line fails the test.
 */
final class FaultTrial {
    private static final Configuration LOCAL = new Configuration();

    private final FaultedSurvey survey;
    private final Path jar;
    private final Map<String, Double> first;
    private final Map<String, Double> expected;
    private int faults;
    private int survived;
    private long reads;
    private long torn;

    private FaultTrial(FaultedSurvey survey, Path jar, Map<String, Double> first, Map<String, Double> expected) {
        this.survey = survey;
        this.jar = jar;
        this.first = first;
        this.expected = expected;
    }

    /** What happens to a night, or in its place. */
    interface Disturbance {
        void of(FaultedSurvey survey) throws Exception;
    }

    /** Makes the survey, and lets its second night pass undisturbed once: that is what each disturbed one must come to. */
    static FaultTrial prepare(Path directory) throws Exception {
        FaultedSurvey survey = FaultedSurvey.local(directory);
        survey.make(Clock.shifted("-2d")); // its snapshots are old enough to go
        survey.keep();
        Path jar = Script.jar(
                directory.resolve("fault.jar"),
                FaultyFileSystem.class,
                FaultyDisk.class,
                FaultPoint.class,
                FaultPoint.Counted.class);
        Map<String, Double> first = Aftermath.of(survey, LOCAL).published();
        assertThat(first).hasSize(FaultedSurvey.BEFORE);
        Answer night = survey.night(Map.of());
        assertThat(night.process().code()).as(night.process().err()).isZero();
        assertThat(night.computed()).isEqualTo(FaultedSurvey.NEW);
        Map<String, Double> expected = Aftermath.of(survey, LOCAL).published();
        assertThat(expected).hasSize(FaultedSurvey.BEFORE + FaultedSurvey.NEW).containsAllEntriesOf(first);
        Aftermath.of(survey, LOCAL).check(expected, first);
        return new FaultTrial(survey, jar, first, expected);
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
        survey.restore();
        Aftermath aftermath = Aftermath.of(survey, LOCAL);
        Readers readers = Readers.ofAll(survey.workspace(), aftermath.spark(), aftermath.run());
        judge(fault, again, readers, () -> {
            disturbance.of(survey);
            return repetition.run();
        });
        aftermath.check(expected, first);
        survived++;
    }

    /** A fault to a survey of its own, on a file system of its own; its tables are looked at. */
    void elsewhere(
            FaultedSurvey other, Configuration hadoop, String fault, Disturbance disturbance, Repetition repetition)
            throws Exception {
        Aftermath aftermath = Aftermath.of(other, hadoop);
        Map<String, Double> before = aftermath.scores();
        judge(fault, 0, Readers.ofTables(aftermath.spark(), aftermath.run()), () -> {
            disturbance.of(other);
            return repetition.run();
        });
        Map<String, Double> after = aftermath.scores();
        assertThat(after).hasSize(FaultedSurvey.BEFORE + FaultedSurvey.NEW).containsAllEntriesOf(before);
        aftermath.checkTables(after, before);
        survived++;
    }

    /** Reads while a night is disturbed and repeated, and looks at what was read. */
    private void judge(String fault, int again, Readers readers, Repetition night) throws Exception {
        faults++;
        Answer repeated;
        try (readers) {
            repeated = night.run();
        } finally {
            reads += readers.reads();
            torn += readers.torn().size();
        }
        assertThat(repeated.process().code()).as(repeated.process().err()).isZero();
        assertThat(readers.torn()).isEmpty();
        assertThat(readers.reads()).isPositive();
        long computed = repeated.computed();
        assertThat(computed).as("scored again").isBetween(0L, (long) again);
        System.out.printf("fault %d, %s: computed again %d, reads %d%n", faults, fault, computed, readers.reads());
    }

    /** The survey that is disturbed. */
    FaultedSurvey survey() {
        return survey;
    }

    /** Changes a table behind the product's back. */
    void sql(String statement) {
        Aftermath.of(survey, LOCAL).spark().sql(statement);
    }

    /** What all came to. */
    void report() {
        System.out.printf("faults %d survived %d, reads %d torn %d%n", faults, survived, reads, torn);
    }
}
