package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code models}. The model registry. */
public record ModelRow(
        @Column(required = true, meaning = "its name, and that of its directory")
        String modelId,

        @Column(
                meaning = "`candidate`, `production` or `retired` (`score` refuses it); a workspace's first model "
                        + "is promoted by itself")
        String stage,

        @Column(meaning = "the one preparation the model reads")
        String preparationId,

        @Column(meaning = "resolved settings as JSON") String configuration,
        @Column(meaning = "the training summary as JSON") String metrics,

        @Column(meaning = "the model directory; commands find it by the id")
        String uri,

        @Column(unit = "images", meaning = "in training, over all workers")
        long imagesPresented,

        @Column(meaning = "when its training began") Instant createdAt,

        @Column(meaning = "when it came to that stage") @Nullable
        Instant stageChangedAt,

        @Column(
                meaning = "of a retired model the one that took its place in production: what a rollback goes back "
                        + "along")
        @Nullable
        String replacedBy,

        @Column(meaning = "why the stage last changed; of a forced promotion also what stood against it") @Nullable
        String note) {}
