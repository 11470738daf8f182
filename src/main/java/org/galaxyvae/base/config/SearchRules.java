package org.galaxyvae.base.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a search may not be, beyond the types of its keys. */
final class SearchRules {
    private static final int FEWEST_IMAGES = 64;

    /** Keys of vae and train that would make trials incomparable, or change nothing; with the reason. */
    private static final Map<String, String> REFUSED = Map.of(
            "train.images", "every trial's budget is tune.images",
            "train.where", "trials would learn from different objects",
            "train.workers", "a trial trains in one worker",
            "train.averaging_frequency", "a trial trains in one worker, which averages nothing",
            "train.validations", "a trial is measured once a rung, whatever it says",
            "train.validation_images", "trials are measured on tune.objects",
            "train.patience", "the rungs decide when a trial stops",
            "train.checkpoint_images", "it changes no trial");

    private SearchRules() {}

    /** Why the key may not be searched, or an empty text. */
    static String refusal(String key) {
        if (!key.startsWith("train.") && !key.startsWith("vae.")) {
            return "only keys of train and vae can be searched";
        }
        return REFUSED.getOrDefault(key, "");
    }

    /** Problems of a search whose keys and values are valid one by one. */
    static List<String> problems(Settings.Tune tune) {
        List<String> problems = new ArrayList<>();
        if (!List.of("random", "grid").contains(tune.search())) {
            problems.add("Invalid tune.search: " + tune.search() + ", expected random or grid");
        }
        if (!List.of("injected_auc", "elbo").contains(tune.objective())) {
            problems.add("Invalid tune.objective: " + tune.objective() + ", expected injected_auc or elbo");
        }
        double first = tune.images() / Math.pow(tune.reduction(), tune.rungs() - 1);
        if (first < FEWEST_IMAGES) {
            problems.add("Invalid tune.rungs: " + tune.rungs() + ", the first of them would present "
                    + (long) first + " of " + tune.images() + " images, expected at least " + FEWEST_IMAGES
                    + "; raise tune.images or lower tune.rungs or tune.reduction (" + tune.reduction() + ")");
        }
        if (tune.space().isEmpty()) {
            problems.add("Invalid tune.space: no key, expected at least one of train or vae");
        }
        Dimension noise = tune.space().get("vae.noise");
        if (noise != null && noise.values() != null) {
            noise.values().stream()
                    .filter(value -> !Settings.Vae.NOISES.contains(value))
                    .forEach(value -> problems.add("Invalid tune.space vae.noise: " + value + ", expected "
                            + String.join(" or ", Settings.Vae.NOISES)));
        }
        if (tune.search().equals("grid")) {
            problems.addAll(gridProblems(tune));
        }
        if (tune.objective().equals("elbo")) {
            tune.space().keySet().stream()
                    .filter(SearchRules::changesLikelihood)
                    .forEach(key -> problems.add("Invalid tune.objective: elbo, which " + key
                            + " in tune.space makes incomparable, since the assumed noise sets its scale; expected"
                            + " injected_auc, or a space without it"));
        }
        return problems;
    }

    /** A key of the likelihood's width: the ELBO of two such trials says nothing of which reconstructs better. */
    private static boolean changesLikelihood(String key) {
        return key.equals("vae.noise") || key.equals("vae.noise_sigma");
    }

    private static List<String> gridProblems(Settings.Tune tune) {
        List<String> problems = new ArrayList<>();
        double points = 1;
        for (Map.Entry<String, Dimension> entry : tune.space().entrySet()) {
            Dimension dimension = entry.getValue();
            if (dimension.values() != null) {
                points *= dimension.values().size();
            } else if (dimension.points() != null) {
                points *= dimension.points();
            } else {
                problems.add("Invalid tune.space " + entry.getKey()
                        + ": an interval without points, which a grid needs, expected such as points: 3");
            }
        }
        if (problems.isEmpty() && points > tune.trials()) {
            problems.add(String.format(
                    java.util.Locale.ROOT,
                    "Invalid tune.search: a grid of %.0f points, expected at most tune.trials (%d); raise it, or search"
                            + " at random",
                    points,
                    tune.trials()));
        }
        return problems;
    }
}
