package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;

/** A row of {@code disentanglements}. How latent units and known factors go together. */
public record DisentanglementRow(
        @Column(required = true, meaning = "the run that measured")
        String runId,

        @Column(meaning = "whose latents they are") String modelId,

        @Column(
                required = true,
                meaning = "`mig`, `sap`, `dci_disentanglement`, `dci_completeness`, `dci_informativeness` "
                        + "(`science.md`); `spearman`, which alone is there where the factors are unknown")
        String measure,

        @Column(required = true, meaning = "its name, `(all)` together; of `spearman` an angle's `cos2_` and `sin2_`")
        String factor,

        @Column(required = true, meaning = "of `spearman` the latent unit, from 0; else -1")
        int dimension,

        @Column(meaning = "of the measure; a correlation is -1 to 1, all others 0 to 1")
        double value,

        @Column(meaning = "that have the factor, at most 20,000")
        long objects,

        @Column(meaning = "when that run began") Instant measuredAt) {}
