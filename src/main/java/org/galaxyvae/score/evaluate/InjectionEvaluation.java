package org.galaxyvae.score.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.inject.InjectedKind;
import org.galaxyvae.pixel.inject.Injection;
import org.galaxyvae.pixel.inject.InjectionStrength;
import org.galaxyvae.pixel.sky.Hashes;
import org.jspecify.annotations.Nullable;

/** Measures a model on anomalies drawn into images it was not trained on; needs neither labels nor scores. */
final class InjectionEvaluation {
    private static final int CHANNELS = 3;
    private static final int TILE_PIXELS = 160;

    private InjectionEvaluation() {}

    /**
     * Runs.
     *
     * @param out folder for the contact sheet, or null for none
     */
    static InjectionSummary of(StageContext context, ModelChoice choice, @Nullable String out) throws IOException {
        OutputDirectory folder = out == null
                ? null
                : OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration());
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        if (model.architecture().channels() != CHANNELS) {
            throw new InvalidDataException("Cannot inject anomalies: model " + choice.modelId() + " reads images of "
                    + model.architecture().channels() + " bands, expected " + CHANNELS);
        }
        int most = context.settings().evaluate().injectedObjects();
        List<HeldOutImage> images = HeldOutImage.choose(context, choice, most);
        InjectionScores scores = InjectionScores.of(context, model, images);
        int resamples = context.settings().evaluate().bootstrapResamples();
        long seed = context.settings().seed();
        List<InjectedQuality> qualities = new ArrayList<>();
        List<Injection> all = Injection.all();
        for (int i = 0; i < all.size(); i++) {
            qualities.addAll(InjectedQuality.of(
                    all.get(i).kind().label(),
                    all.get(i).strength().label(),
                    scores.names(),
                    scores.controls(),
                    scores.injected()[i],
                    resamples,
                    seed));
        }
        String sheet = folder == null
                ? null
                : folder.write(
                        "injections.png",
                        sheet(images, seed, model.architecture().size(), qualities));
        return new InjectionSummary(images.size(), hash(images, seed), qualities, sheet);
    }

    private static String hash(List<HeldOutImage> images, long seed) {
        return Hashes.sha256(
                seed + "\n"
                        + String.join(
                                "\n",
                                images.stream().map(HeldOutImage::objectId).toList()),
                16);
    }

    /** Kinds down; the control and the strengths across; each kind on another galaxy. */
    private static byte[] sheet(List<HeldOutImage> images, long seed, int size, List<InjectedQuality> qualities) {
        List<ContactSheet.Cell> cells = new ArrayList<>();
        List<Injection> all = Injection.all();
        InjectedKind[] kinds = InjectedKind.values();
        for (int row = 0; row < kinds.length; row++) {
            InjectedKind kind = kinds[row];
            int object = row % images.size();
            cells.add(cell(images, object, -1, seed, size, List.of(kind.label(), "untouched", "")));
            for (InjectionStrength strength : InjectionStrength.values()) {
                for (int i = 0; i < all.size(); i++) {
                    if (all.get(i).kind() == kind && all.get(i).strength() == strength) {
                        cells.add(cell(
                                images, object, i, seed, size, captions(kind.label(), strength.label(), qualities)));
                    }
                }
            }
        }
        return new ContactSheet(1 + InjectionStrength.values().length, TILE_PIXELS).png(cells);
    }

    private static List<String> captions(String kind, String strength, List<InjectedQuality> qualities) {
        return qualities.stream()
                .filter(one -> one.kind().equals(kind)
                        && one.strength().equals(strength)
                        && one.score().equals(PositivesQuality.REFERENCE))
                .findFirst()
                .map(one -> List.of(
                        strength,
                        "AUC " + QualityLines.number(one.auc()),
                        "found at 5%: " + QualityLines.number(one.recallAt5Percent())))
                .orElseThrow();
    }

    private static ContactSheet.Cell cell(
            List<HeldOutImage> images, int object, int injection, long seed, int size, List<String> captions) {
        return new ContactSheet.Cell(
                List.of(new Picture(size, size, InjectionScores.pixels(images, object, injection, seed))), captions);
    }
}
