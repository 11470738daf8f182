package org.galaxyvae.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.survey.catalog.CatalogNames;
import org.galaxyvae.survey.catalog.CatalogRows;
import org.galaxyvae.survey.fetch.FetchOptions;
import org.galaxyvae.survey.fetch.FetchStage;
import org.galaxyvae.survey.fetch.FetchSummary;
import org.galaxyvae.survey.fetch.Survey;
import org.galaxyvae.survey.fetch.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Downloads cutouts of a catalog's positions. */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Downloads a cutout of every object of a catalog from SDSS or the Legacy Surveys; what is there and"
                        + " whole is not asked for again.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae fetch --catalog gz2.fits --out cutouts --radii 8.48 --set ingest.catalog.id=dr7objid",
            "  galaxy-vae fetch --catalog mine.csv --out cutouts --survey legacy --format fits --bands grz",
            "  galaxy-vae fetch --catalog mine.csv --out cutouts --dry-run",
            "",
            "ingest.catalog names the catalog's columns. Then: galaxy-vae ingest --images cutouts/images --catalog"
                    + " cutouts/catalog.csv",
            "Exit code 3 where cutouts are missing; cutouts/fetch.csv says why, and the same command again asks for",
            "these alone."
        })
final class FetchJob implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--catalog",
            required = true,
            paramLabel = "FILE",
            description = "CSV with a header, Parquet, FITS table or VOTable.")
    private String catalog = "";

    @Option(names = "--out", required = true, paramLabel = "DIR_OR_URI", description = "Folder to fill.")
    private String out = "";

    @Option(names = "--survey", defaultValue = "sdss", paramLabel = "NAME", description = "sdss (default) or legacy.")
    private String survey = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's address up to the question mark, such as that of another data release.")
    private @Nullable String url;

    @Option(
            names = "--format",
            defaultValue = "jpg",
            paramLabel = "FORMAT",
            description = "jpg (default), or fits from the Legacy Surveys.")
    private String format = "";

    @Option(names = "--size", paramLabel = "PIXELS", description = "A side; default 424 (sdss) or 256 (legacy).")
    private @Nullable Integer size;

    @Option(
            names = "--scale",
            paramLabel = "ARCSEC",
            description = "A pixel; default the survey's own, 0.396127 (sdss) or 0.262 (legacy).")
    private @Nullable Double scale;

    @Option(
            names = "--radii",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Scale each frame: its side is N of the object's radii (ingest.catalog.radius); Galaxy Zoo 2: 8.48.")
    private double radii;

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            defaultValue = "ls-dr10",
            description = "Of the Legacy Surveys; default ${DEFAULT-VALUE}.")
    private String layer = "";

    @Option(
            names = "--bands",
            paramLabel = "BANDS",
            defaultValue = "grz",
            description = "Of FITS cutouts; default ${DEFAULT-VALUE}.")
    private String bands = "";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Requests at a time; default ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = "--requests-per-s",
            paramLabel = "N",
            defaultValue = "5",
            description = "Over all of them; default ${DEFAULT-VALUE}.")
    private double requestsPerS;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "5",
            description = "At one object in one run; default ${DEFAULT-VALUE}.")
    private int attempts;

    @Option(
            names = "--timeout-s",
            paramLabel = "S",
            defaultValue = "60",
            description = "For one whole request; default ${DEFAULT-VALUE}.")
    private int timeoutS;

    @Option(names = "--dry-run", description = "Print the first addresses and the total, and ask for nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        FetchOptions wanted = wanted();
        List<Target> targets = targets();
        if (dryRun) {
            FetchStage.addresses(targets, wanted, SHOWN).forEach(System.out::println);
            System.out.printf(
                    Locale.ROOT,
                    "%,d objects, at least %.0f s at %s requests/s%n",
                    targets.size(),
                    targets.size() / requestsPerS,
                    requestsPerS);
            return 0;
        }
        FetchSummary summary = FetchStage.run(targets, wanted, out, Sessions.hadoop(), SummaryOutput.progress());
        SummaryOutput.print(summary, options.json);
        if (summary.failed() == 0) {
            return 0;
        }
        System.err.println(
                "Cannot fetch " + summary.failed() + " of " + summary.objects() + " cutouts: " + summary.reasons()
                        + "; " + summary.out() + "/fetch.csv has each, the same command again retries them");
        return 3;
    }

    private FetchOptions wanted() {
        Survey service = switch (survey) {
            case "sdss" -> Survey.SDSS;
            case "legacy" -> Survey.LEGACY;
            default -> throw new RequestException("Invalid --survey " + survey + ", expected sdss or legacy");
        };
        if (!List.of("jpg", "fits").contains(format)) {
            throw new RequestException("Invalid --format " + format + ", expected jpg or fits");
        }
        boolean fits = format.equals("fits");
        return new FetchOptions(
                service,
                url == null ? service.url(fits) : url,
                fits,
                size == null ? service.sizePixels() : size,
                scale == null ? service.scaleArcsec() : scale,
                radii,
                layer,
                bands,
                parallel,
                requestsPerS,
                attempts,
                Duration.ofSeconds(1),
                Duration.ofSeconds(Math.min(timeoutS, 20)),
                Duration.ofSeconds(timeoutS),
                options.settings().seed());
    }

    /** The catalog's objects by id; Spark is gone again when this returns. */
    private List<Target> targets() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("galaxy-vae-fetch");
                SparkSession spark = Sessions.open("fetch", options.master, null)) {
            CatalogRows read =
                    CatalogRows.read(spark, catalog, options.settings().ingest().catalog(), folder.child("catalog"));
            read.examples(SHOWN).forEach(line -> System.err.println("Catalog: " + line));
            Dataset<Row> rows = read.rows();
            boolean hasRadius = List.of(rows.columns()).contains(CatalogNames.RADIUS);
            return rows
                    .select(
                            functions.col(CatalogNames.ID),
                            functions.col(CatalogNames.RA),
                            functions.col(CatalogNames.DEC),
                            (hasRadius
                                    ? functions.col(CatalogNames.RADIUS)
                                    : functions.lit(null).cast("double")))
                    .orderBy(CatalogNames.ID)
                    .collectAsList()
                    .stream()
                    .map(Target::fromRow)
                    .toList();
        }
    }
}
