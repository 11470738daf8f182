package org.galaxyvae;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls between the rooms. */
class ArchitectureTest {
    private static final String ROOT = "org.galaxyvae.";
    private static final List<String> STAGES = List.of(
            "ingest",
            "train",
            "tune",
            "score",
            "evaluate",
            "registry",
            "explore",
            "simulate",
            "bench",
            "fetch",
            "label",
            "rerank",
            "artefact");
    private static final String[] SPARK = {
        "org.apache.spark..", "org.apache.hadoop..", "org.apache.iceberg..", "scala.."
    };
    private static final String[] NETWORK = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};

    private static JavaClasses project;

    @BeforeAll
    static void readClasses() {
        project = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.galaxyvae");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sky", "morphology", "image", "evidence", "classify"})
    void knowsNeitherSparkNorTheNetwork(String room) {
        noClasses()
                .that(in(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        Stream.of(SPARK, NETWORK).flatMap(Arrays::stream).toArray(String[]::new)))
                .allowEmptyShould(true)
                .check(project);
    }

    @Test
    void skyMorphologyAndConfigUseNoOtherRoom() {
        usesOnly("sky");
        usesOnly("morphology");
        usesOnly("config");
    }

    @Test
    void lowerRoomsUseOnlyWhatIsBelowThem() {
        usesOnly("image", "morphology", "sky");
        usesOnly("table", "config", "morphology", "sky");
        usesOnly("source", "image", "sky");
        usesOnly("stage", "config", "table");
        usesOnly("catalog", "config", "sky", "stage", "table");
        usesOnly("neighbor", "config", "stage", "table");
        usesOnly("classify", "sky");
        usesOnly("candidate", "config", "evidence", "image", "morphology", "stage", "table");
        usesOnly("keep", "config", "stage", "table");
        usesOnly("drift", "config", "evidence", "morphology", "stage", "table");
    }

    @Test
    void whatStagesShareKnowsNoStage() {
        for (String room : List.of("evidence", "model", "vae", "learn", "neighbor", "drift", "classify", "candidate")) {
            noClasses()
                    .that(in(room))
                    .should()
                    .dependOnClassesThat(
                            in(Stream.concat(STAGES.stream(), Stream.of("job")).toArray(String[]::new)))
                    .check(project);
        }
    }

    @Test
    void onlyVaeAndTheAveragingKnowTheNetworkLibrary() {
        noClasses()
                .that(not(in("vae")).and(not(in("train").and(averaging()))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(NETWORK))
                .check(project);
    }

    @Test
    void stagesMeetOnlyInTables() {
        for (String stage : STAGES) {
            String[] others = Stream.concat(STAGES.stream(), Stream.of("job"))
                    .filter(room -> !room.equals(stage))
                    .toArray(String[]::new);
            noClasses()
                    .that(in(stage))
                    .should()
                    .dependOnClassesThat(in(others))
                    .allowEmptyShould(true)
                    .check(project);
        }
    }

    private static void usesOnly(String room, String... below) {
        String[] rooms = Stream.concat(Stream.of(room), Arrays.stream(below)).toArray(String[]::new);
        classes()
                .that(in(room))
                .should()
                .onlyDependOnClassesThat(in(rooms).or(not(resideInAPackage("org.galaxyvae.."))))
                .allowEmptyShould(true)
                .check(project);
    }

    private static DescribedPredicate<JavaClass> in(String... rooms) {
        return resideInAnyPackage(
                Arrays.stream(rooms).map(room -> ROOT + room + "..").toArray(String[]::new));
    }

    /** The class of that name and what is nested in it. */
    private static DescribedPredicate<JavaClass> averaging() {
        return DescribedPredicate.describe(
                "belonging to averaging", type -> type.getName().contains("Averaging"));
    }
}
