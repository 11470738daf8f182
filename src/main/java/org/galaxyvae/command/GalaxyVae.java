package org.galaxyvae.command;

import org.apache.hadoop.fs.FSError;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Secrets;
import org.galaxyvae.base.table.InvalidDataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "galaxy-vae",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Finds the odd galaxies of a survey with a convolutional variational autoencoder on Spark.",
        subcommands = {
            SimulateJob.class,
            FetchJob.class,
            IngestJob.class,
            TrainJob.class,
            RefitJob.class,
            TuneJob.class,
            ScoreJob.class,
            CrossmatchJob.class,
            NightlyJob.class,
            TopJob.class,
            SimilarJob.class,
            MapJob.class,
            NeighborsJob.class,
            ExplainJob.class,
            ReportJob.class,
            LabelJob.class,
            RerankJob.class,
            ArtifactsJob.class,
            EvaluateJob.class,
            InterpolateJob.class,
            TraverseJob.class,
            SampleJob.class,
            ReconstructJob.class,
            CompressJob.class,
            DisentangleJob.class,
            ModelsJob.class,
            SheetJob.class,
            SqlJob.class,
            ServeJob.class,
            StatusJob.class,
            RejectsJob.class,
            AdoptJob.class,
            BenchJob.class
        },
        footer = {"", "Each command explains itself: galaxy-vae train --help"})
public final class GalaxyVae {
    private GalaxyVae() {}

    /** Runs one command and returns its exit code: 0 done, 1 bug, 2 bad command, 3 bad data, 4 audit refused to publish. */
    public static int run(String... arguments) {
        try {
            Secrets.requireNone(arguments);
        } catch (RequestException e) {
            return exitCode(e);
        }
        try {
            return new CommandLine(new GalaxyVae())
                    .setExecutionExceptionHandler((failure, command, parsed) -> exitCode(failure))
                    .execute(arguments);
        } catch (FSError | OutOfMemoryError | LinkageError e) {
            return exitCode(e);
        }
    }

    /** The one place that turns a failure into a message and an exit code. */
    static int exitCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestException) {
                System.err.println(cause.getMessage());
                return 2;
            }
            if (cause instanceof InvalidDataException) {
                System.err.println(cause.getMessage());
                return 3;
            }
        }
        InvalidDataException machine = MachineFailure.of(failure);
        if (machine != null) {
            System.err.println(machine.getMessage());
            return 3;
        }
        failure.printStackTrace();
        return 1;
    }
}
