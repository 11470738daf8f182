package org.galaxyvae.night;

import java.util.List;
import java.util.Optional;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.label.artifact.ArtifactRequest;
import org.galaxyvae.label.artifact.ArtifactStage;
import org.galaxyvae.label.rerank.RerankRequest;
import org.galaxyvae.label.rerank.RerankStage;
import org.galaxyvae.show.map.MapRequest;
import org.galaxyvae.show.map.MapStage;
import org.galaxyvae.show.map.NeighborsStage;

/**
 * What is made anew of a published night's scores and latents: {@code nightly.follow_ups} of which somebody has made the table once.
 * The night is published by now, so that one that fails is told, and leaves its table yesterday's or tonight's, whole.
 */
record FollowUps(StageContext context) {
    private static final int SHOWN = 1;

    private interface Command {
        void run(StageContext context) throws Exception;
    }

    /** A command and the table it writes. */
    private record FollowUp(TableSpec table, Command command) {}

    private static FollowUp of(String name) {
        return switch (name) {
            case "map" -> new FollowUp(Specs.MAP, context -> MapStage.run(context, new MapRequest(null, false, null)));
            case "neighbors" -> new FollowUp(Specs.NEIGHBORS, context -> NeighborsStage.run(context, null));
            case "artifacts" ->
                new FollowUp(
                        Specs.ARTIFACTS, context -> ArtifactStage.run(context, new ArtifactRequest(null, SHOWN, null)));
            case "rerank" ->
                new FollowUp(Specs.INTEREST, context -> RerankStage.run(context, new RerankRequest(null, SHOWN, null)));
            default ->
                throw new IllegalArgumentException("Invalid follow-up: " + name + ", expected one of "
                        + String.join(", ", Settings.Nightly.FOLLOW_UPS));
        };
    }

    /** Those that are configured and whose table was made once. */
    List<String> wanted() {
        return context.settings().nightly().followUps().stream()
                .filter(name -> !context.tables().readOrEmpty(of(name).table()).isEmpty())
                .toList();
    }

    /** Makes one's table anew; returns why it failed, empty where it did not. */
    Optional<String> make(String name) {
        try {
            context.progress().note("making " + name + " anew");
            of(name).command().run(context);
            return Optional.empty();
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            context.progress().note("cannot make " + name + " of this night: " + why);
            return Optional.of(why);
        } finally {
            context.spark().sparkContext().setJobDescription(null);
        }
    }
}
