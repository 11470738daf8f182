package org.galaxyvae.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.survey.catalog.KnownList;
import org.galaxyvae.survey.crossmatch.CrossmatchRequest;
import org.galaxyvae.survey.crossmatch.CrossmatchStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae crossmatch}. */
@Command(
        name = "crossmatch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Tells which objects are already known: matches the survey with a list of known objects by position on the"
                    + " sky, the nearest and all within a radius.",
            "The list is CSV, Parquet, a FITS table or a VOTable, also packed with gzip or bzip2; positions are J2000:"
                    + " degrees, or text as 12:34:56.7. It is kept, and the same name replaces it."
        },
        footer = {
            "",
            "Examples:",
            "  galaxy-vae crossmatch --workspace survey --with simbad.vot --radius 2arcsec",
            "  galaxy-vae crossmatch --workspace survey --with asu.fits --name rc3 --radius 0.5arcmin \\",
            "      --ra _RAJ2000 --dec _DEJ2000 --match-id PGC",
            "  galaxy-vae crossmatch --workspace survey --again    # after an ingest by hand",
            "  galaxy-vae crossmatch --workspace survey --remove rc3",
            "  galaxy-vae sql --workspace survey -e 'SELECT * FROM top_anomalies WHERE NOT known'"
        })
final class CrossmatchJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Action action = new Action();

    @Option(
            names = "--radius",
            paramLabel = "ANGLE",
            description = "How far a known object may lie from ours, with its unit: 2arcsec, 0.5arcmin, 1deg; at most"
                    + " one degree. Needed with --with.")
    private @Nullable String radius;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the list; default: the file's name without extensions.")
    private @Nullable String name;

    @Option(names = "--ra", paramLabel = "COLUMN", description = "Right ascension; default: ra, _RAJ2000 and the like.")
    private @Nullable String ra;

    @Option(names = "--dec", paramLabel = "COLUMN", description = "Declination; default: dec, _DEJ2000 and the like.")
    private @Nullable String dec;

    @Option(
            names = "--match-id",
            paramLabel = "COLUMN",
            description = "The list's ids; default: object_id, main_id, source_id, objid, id, name and the like, else"
                    + " a name made of the position.")
    private @Nullable String matchId;

    @Option(
            names = "--table",
            paramLabel = "N",
            description = "Which table of a FITS file or VOTable: name or number, from 1; default: the first.")
    private @Nullable String table;

    /** One of them. */
    private static final class Action {
        @Option(names = "--with", paramLabel = "FILE", description = "Take this list in and match the survey with it.")
        @Nullable
        String with;

        @Option(
                names = "--again",
                description = "Match the survey with all lists taken in; each night does so by itself"
                        + " (crossmatch.nightly).")
        boolean again;

        @Option(names = "--list", description = "Tell which lists there are and what they know.")
        boolean list;

        @Option(names = "--remove", paramLabel = "NAME", description = "Forget a list and what it knows.")
        @Nullable
        String remove;
    }

    @Override
    public Integer call() throws Exception {
        String list = action.with;
        if (list != null) {
            CrossmatchRequest request = CrossmatchRequest.of(
                    list, name, radius, new KnownList.Columns(ra, dec, matchId, Objects.requireNonNullElse(table, "")));
            return StageRunner.update("crossmatch", options, context -> CrossmatchStage.run(context, request));
        }
        if (radius != null || name != null || ra != null || dec != null || matchId != null || table != null) {
            throw new RequestException(
                    "Invalid options: --radius, --name, --ra, --dec, --match-id and --table say how to"
                            + " read a list, expected --with FILE beside them");
        }
        String forgotten = action.remove;
        if (forgotten != null) {
            return StageRunner.update("crossmatch", options, context -> CrossmatchStage.remove(context, forgotten));
        }
        if (action.list) {
            return StageRunner.read("crossmatch", options, CrossmatchStage::list);
        }
        if (!action.again) {
            throw new IllegalStateException("Cannot run crossmatch: picocli let it through without an action");
        }
        return StageRunner.update("crossmatch", options, CrossmatchStage::again);
    }
}
