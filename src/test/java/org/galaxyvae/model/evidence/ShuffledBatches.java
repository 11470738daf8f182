package org.galaxyvae.model.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.ComponentScoring;
import org.galaxyvae.network.InitialWeights;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.network.TrainedVae;

/** A JVM of its own: exit code 1 and a line for each image whose measured numbers depend on its batch. */
final class ShuffledBatches {
    private static final int ROUNDS = 3;
    private static final int COMPONENTS = 10;

    private ShuffledBatches() {}

    public static void main(String[] arguments) throws Exception {
        boolean equal = check(new Architecture(32, 3, List.of(16, 32), 4, true), 16);
        equal &= check(new Architecture(64, 3, List.of(32, 64, 128, 256), 32, true), 12);
        equal &= check(new Architecture(32, 1, List.of(20, 36, 50), 6, false), 13);
        System.exit(equal ? 0 : 1);
    }

    /** Two threads at once, each with a model of its own, against images that are measured alone. */
    private static boolean check(Architecture architecture, int batch) throws Exception {
        List<EvidenceModel.Image> images = images(architecture, batch + 3);
        Map<String, String> expected = new LinkedHashMap<>();
        try (EvidenceModel model = open(architecture, batch)) {
            for (EvidenceModel.Image image : images.subList(0, 2)) {
                expected.putAll(measured(model, List.of(image)));
            }
            expected.putAll(measured(model, images.subList(2, 2 + batch)));
            expected.putAll(measured(model, images.subList(2 + batch, images.size())));
        }
        Callable<Set<String>> shuffles = () -> shuffled(architecture, batch, images, expected);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Set<String> other = new TreeSet<>();
        for (Future<Set<String>> future : threads.invokeAll(List.of(shuffles, shuffles))) {
            other.addAll(future.get());
        }
        threads.shutdown();
        other.forEach(line -> System.out.println(architecture + ": " + line));
        return other.isEmpty();
    }

    private static Set<String> shuffled(
            Architecture architecture, int batch, List<EvidenceModel.Image> images, Map<String, String> expected) {
        Set<String> other = new TreeSet<>();
        Random random = new Random(1);
        try (EvidenceModel model = open(architecture, batch)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<EvidenceModel.Image> order = new ArrayList<>(images);
                Collections.shuffle(order, random);
                int count = round == ROUNDS - 1 ? batch / 2 : batch;
                measured(model, order.subList(0, count)).forEach((id, values) -> {
                    if (!values.equals(expected.get(id))) {
                        other.add(id + ": " + values + ", expected " + expected.get(id));
                    }
                });
            }
        }
        return other;
    }

    private static EvidenceModel open(Architecture architecture, int batch) {
        int length = architecture.imageLength();
        double[] gray = new double[architecture.channels()];
        Arrays.fill(gray, 0.5);
        Random random = new Random(2);
        PrincipalComponents components =
                PrincipalComponents.of(normal(random, length, 0.1f), normal(random, COMPONENTS * length, 0.02f));
        return new EvidenceModel(
                TrainedVae.open(architecture, InitialWeights.of(architecture, gray, 1), batch),
                ComponentScoring.open(components, batch),
                null,
                1,
                1,
                0.18);
    }

    private static float[] normal(Random random, int length, float scale) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        return values;
    }

    private static List<EvidenceModel.Image> images(Architecture architecture, int count) {
        Random random = new Random(3);
        List<EvidenceModel.Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[architecture.imageLength()];
            random.nextBytes(pixels);
            images.add(new EvidenceModel.Image("object-" + i, pixels));
        }
        return images;
    }

    /** Every number in full by object. */
    private static Map<String, String> measured(EvidenceModel model, List<EvidenceModel.Image> images) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Measured found : model.measure(images)) {
            values.put(
                    found.objectId(),
                    Arrays.toString(new double[] {
                                found.reconstructionLogProb(),
                                found.reconstructionNllSe(),
                                found.mse(),
                                found.centralMse(),
                                found.perceptualError(),
                                found.kl(),
                                found.pcaMse(),
                                found.pcaCentralMse(),
                                found.asymmetry(),
                                found.weightedAsymmetry()
                            })
                            + Arrays.toString(found.z())
                            + Arrays.toString(found.zSd())
                            + Arrays.toString(found.coefficients())
                            + Arrays.toString(found.complexity())
                            + Arrays.toString(found.shape()));
        }
        return values;
    }
}
