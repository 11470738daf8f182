package org.galaxyvae.lab.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.galaxyvae.network.NativeBuild;

/**
 * What the numbers were measured on.
 *
 * @param cpu the processor's name
 * @param cores that this process may use
 * @param loadAverage of the last minute before the measurement, processes; -1 where the system does not tell. Near 0 the
 *     numbers are this program's alone
 * @param nativeBuild ND4J's library
 */
public record Machine(String cpu, int cores, double loadAverage, String java, String nativeBuild, String version) {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** This machine, now. */
    public static Machine here(String version) {
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")",
                NativeBuild.description(),
                version);
    }

    private static String cpuName() {
        try (var lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
