package org.galaxyvae.model;

import java.util.Map;
import org.galaxyvae.config.Settings;
import org.galaxyvae.evidence.EvidenceModel;
import org.galaxyvae.evidence.References;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.TrainedVae;

/**
 * A model as its directory holds it.
 *
 * @param parameters the network's flat vector
 * @param settings what it was trained with; scoring settings are the model's too, so that scores never depend on the caller
 * @param provenance data, code, library versions, times; for people and audits
 */
public record SavedModel(
        String modelId,
        Architecture architecture,
        Preparation preparation,
        float[] parameters,
        References references,
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

    /** Opens it on this thread. */
    public EvidenceModel open() {
        return open(architecture, parameters, references, settings);
    }

    /** Opens a network that is not saved yet. */
    public static EvidenceModel open(
            Architecture architecture, float[] parameters, References references, Settings settings) {
        return new EvidenceModel(
                TrainedVae.open(architecture, parameters, settings.score().batchSize()),
                references,
                settings.seed(),
                settings.score().draws(),
                settings.score().centralSigma());
    }

    /** Changes when any evidence might: hash of the model and of the settings that scoring reads. */
    public String scoringHash() {
        return org.galaxyvae.sky.Hashes.sha256(
                modelId + ";" + settings.seed() + ";" + settings.score() + ";evidence-version=1", 16);
    }
}
