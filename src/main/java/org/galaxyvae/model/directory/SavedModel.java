package org.galaxyvae.model.directory;

import java.util.Map;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.ComponentScoring;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.prepare.Preparation;
import org.jspecify.annotations.Nullable;

/**
 * A model as its directory holds it.
 *
 * @param parameters the network's flat vector
 * @param fitted what scoring needs beside the network; null where a version fitted it that this one cannot use
 * @param settings what it was trained with; scoring settings are the model's too, so that scores never depend on the caller
 * @param provenance data, code, library versions, times; for people and audits
 */
public record SavedModel(
        String modelId,
        Architecture architecture,
        Preparation preparation,
        float[] parameters,
        @Nullable References fitted,
        Settings settings,
        Map<String, String> provenance) {

    /** The network's shape for these settings. */
    public static Architecture architecture(Settings settings) {
        return new Architecture(
                settings.ingest().imageSize(),
                settings.ingest().bands().size(),
                settings.vae().widths(),
                settings.vae().latent(),
                settings.vae().batchNormalization());
    }

    /** The preparation for these settings. */
    public static Preparation preparation(Settings settings) {
        return Preparations.of(settings.ingest());
    }

    /** What is summed for these settings. */
    public static References.Members members(Settings settings) {
        return References.Members.of(
                settings.score().members(), settings.score().neighbors());
    }

    /**
     * What scoring needs beside the network.
     *
     * @throws InvalidDataException where an earlier version fitted it
     */
    public References references() {
        if (fitted == null) {
            throw new InvalidDataException("Cannot score with model " + modelId
                    + ": an earlier version fitted its references, make a model of the same network with"
                    + " galaxy-vae refit --model " + modelId);
        }
        return fitted;
    }

    /** Opens it on this thread. */
    public EvidenceModel open() {
        References known = references();
        return open(architecture, parameters, known.components(), known, settings.seed(), settings.score());
    }

    /** Opens a network that is not saved yet. */
    static EvidenceModel open(
            Architecture architecture,
            float[] parameters,
            PrincipalComponents components,
            @Nullable References references,
            long seed,
            Settings.Score score) {
        int batch = score.batchSize();
        return new EvidenceModel(
                TrainedVae.open(architecture, parameters, batch),
                ComponentScoring.open(components, batch),
                references,
                seed,
                score.draws(),
                score.centralSigma());
    }

    /** Changes when any evidence might: hash of the model and of the settings that scoring reads. */
    public String scoringHash() {
        return org.galaxyvae.pixel.sky.Hashes.sha256(
                modelId + ";" + settings.seed() + ";" + settings.score() + ";evidence-version=3", 16);
    }
}
