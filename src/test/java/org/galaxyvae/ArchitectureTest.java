package org.galaxyvae;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.galaxyvae.pixel.Column;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The walls between the rooms. A room is a package directly under {@code org.galaxyvae}; every class belongs to one that is
 * named here, so that a new package cannot stand outside of the rules.
 */
class ArchitectureTest {
    private static final String ROOT = "org.galaxyvae.";
    private static final String[] SPARK = {
        "org.apache.spark..", "org.apache.hadoop..", "org.apache.iceberg..", "scala.."
    };
    private static final String[] NETWORK = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};

    /** What each room may use beside itself. */
    private static final Map<String, Set<String>> BELOW = Map.ofEntries(
            Map.entry("pixel", Set.of()),
            Map.entry("base", Set.of("pixel")),
            Map.entry("network", Set.of("pixel")),
            Map.entry("model", Set.of("network", "base", "pixel")),
            Map.entry("train", Set.of("model", "network", "base", "pixel")),
            Map.entry("survey", Set.of("model", "base", "pixel")),
            Map.entry("label", Set.of("model", "network", "base", "pixel")),
            Map.entry("lab", Set.of("train", "model", "network", "base", "pixel")),
            Map.entry("score", Set.of("survey", "model", "network", "base", "pixel")),
            Map.entry("show", Set.of("survey", "model", "network", "base", "pixel")),
            Map.entry("night", Set.of("show", "score", "label", "survey", "model", "base", "pixel")),
            Map.entry(
                    "command",
                    Set.of(
                            "night", "show", "score", "lab", "label", "survey", "train", "model", "network", "base",
                            "pixel")),
            Map.entry("Main", Set.of("command", "base")));

    /**
     * What packages of one room may use of each other. Stages meet in tables and in the model directory, so no stage uses
     * another: what two of them share is a package of its own.
     */
    private static final Map<String, Set<String>> INSIDE = Map.ofEntries(
            // what a measured number is as a column
            Map.entry("pixel.morphology", Set.of("pixel", "pixel.maths")),
            Map.entry("pixel.format", Set.of("pixel.sky")),
            Map.entry("pixel.prepare", Set.of("pixel.format", "pixel.maths", "pixel.morphology", "pixel.sky")),
            Map.entry("pixel.inject", Set.of("pixel.format", "pixel.maths", "pixel.morphology", "pixel.sky")),
            Map.entry("pixel.draw", Set.of("pixel.format", "pixel.prepare")),
            Map.entry("base.config", Set.of("base.vocabulary")),
            Map.entry("base.row", Set.of("base.vocabulary")),
            Map.entry("base.table", Set.of("base.config", "base.row", "base.vocabulary")),
            Map.entry("base.run", Set.of("base.config", "base.row", "base.table", "base.vocabulary")),
            Map.entry("model.directory", Set.of("model.evidence")),
            Map.entry("model.registry", Set.of("model.directory", "model.evidence")),
            Map.entry("model.scored", Set.of("model.evidence", "model.registry")),
            Map.entry("train", Set.of("train.learn")),
            Map.entry("train.tune", Set.of("train.learn")),
            Map.entry("survey.ingest", Set.of("survey.catalog", "survey.source")),
            Map.entry("survey.crossmatch", Set.of("survey.catalog")),
            Map.entry("label.artifact", Set.of("label.classify")),
            Map.entry("label.rerank", Set.of("label.classify")),
            Map.entry("show.sheet", Set.of("show.gallery", "show.sql")),
            Map.entry("show.report", Set.of("show.gallery")),
            Map.entry("show.templates", Set.of("show.report", "show.sheet")),
            Map.entry("night", Set.of("night.housekeeping")));

    private static JavaClasses project;

    @BeforeAll
    static void readClasses() {
        project = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.galaxyvae");
    }

    @Test
    void roomsUseOnlyWhatIsBelowThem() {
        Map<String, Set<String>> arrows = arrows(1);
        assertThat(arrows.keySet()).isSubsetOf(BELOW.keySet());
        arrows.forEach((room, used) -> assertThat(used).as(room).isSubsetOf(BELOW.get(room)));
    }

    @Test
    void everyClassStandsInARoom() {
        assertThat(project.stream().map(type -> slice(type, 1)).collect(Collectors.toSet()))
                .isSubsetOf(BELOW.keySet());
    }

    @Test
    void stagesMeetOnlyInTables() {
        arrows(2).forEach((slice, used) -> {
            String room = slice.split("\\.")[0];
            Set<String> neighbors = used.stream()
                    .filter(other -> other.split("\\.")[0].equals(room))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(neighbors).as(slice).isSubsetOf(INSIDE.getOrDefault(slice, Set.of()));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noRoomReachesItself(int depth) {
        slices().assignedFrom(new ByDepth(depth)).should().beFreeOfCycles().check(project);
    }

    /** The figure that {@code docs/architecture.md} gives; a new arrow is to be a decision. */
    @Test
    void hasFewRoomsAndFewArrows() {
        Map<String, Set<String>> arrows = arrows(1);
        int count = arrows.values().stream().mapToInt(Set::size).sum();
        System.out.println("rooms " + BELOW.size() + ", arrows " + count);
        assertThat(BELOW.size()).isLessThan(14);
        assertThat(count).isLessThanOrEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixel", "model.evidence", "label.classify"})
    void knowsNeitherSparkNorTheNetwork(String room) {
        noClasses()
                .that(in(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        Stream.of(SPARK, NETWORK).flatMap(Stream::of).toArray(String[]::new)))
                .check(project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixel.maths", "pixel.sky", "base.vocabulary"})
    void usesNothingOfTheProject(String room) {
        noClasses()
                .that(in(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.galaxyvae..").and(not(in(room))))
                .check(project);
    }

    @ParameterizedTest
    @CsvSource({"base.config, base.vocabulary", "pixel.morphology, pixel.maths"})
    void usesOneRoomAlone(String room, String used) {
        noClasses()
                .that(in(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.galaxyvae..")
                        .and(not(in(room).or(in(used))))
                        .and(not(type(Column.class))))
                .check(project);
    }

    @Test
    void onlyTheNetworkAndTheAveragingKnowTheNetworkLibrary() {
        noClasses()
                .that(not(in("network")).and(not(in("train").and(averaging()))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(NETWORK))
                .check(project);
    }

    /** Which slices use which others, at that depth of packages. */
    private static Map<String, Set<String>> arrows(int depth) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : project) {
            String from = slice(type, depth);
            Set<String> used = arrows.computeIfAbsent(from, slice -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith("org.galaxyvae"))
                    .map(target -> slice(target, depth))
                    .filter(to -> !to.equals(from))
                    .forEach(used::add);
        }
        return arrows;
    }

    /** The first packages under the root, such as {@code survey.catalog}; {@code Main} for the root itself. */
    private static String slice(JavaClass type, int depth) {
        String below = type.getPackageName().equals("org.galaxyvae")
                ? "Main"
                : type.getPackageName().substring(ROOT.length());
        return Stream.of(below.split("\\.")).limit(depth).collect(Collectors.joining("."));
    }

    private record ByDepth(int depth) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("org.galaxyvae")
                    ? SliceIdentifier.of(List.of(slice(type, depth)))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages to depth " + depth;
        }
    }

    private static DescribedPredicate<JavaClass> in(String room) {
        return resideInAnyPackage(ROOT + room + "..");
    }

    /** The class of that name and what is nested in it. */
    private static DescribedPredicate<JavaClass> averaging() {
        return DescribedPredicate.describe(
                "belonging to averaging", type -> type.getName().contains("Averaging"));
    }
}
