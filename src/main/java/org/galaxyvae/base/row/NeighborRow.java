package org.galaxyvae.base.row;

import org.galaxyvae.pixel.Column;

/** A row of the table of neighbors: whom every object has near it. */
public record NeighborRow(
        @Column(required = true, meaning = "as in `latents`")
        String modelId,

        @Column(required = true, meaning = "as in `latents`")
        String objectId,

        @Column(required = true, meaning = "from 1, the nearest; ties by neighbor_id")
        int place,

        @Column(meaning = "its object_id") String neighborId,

        @Column(meaning = "Euclidean between posterior means (`z`), as `latent_distance` gives it")
        double distance,

        @Column(meaning = "the run that wrote the row") String runId) {}
