package org.galaxyvae.base.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.galaxyvae.pixel.sky.Hashes;

/**
 * Where a number of a process means one process: a host's name alone does not say, since containers share machines and names, and
 * machines on one storage may have the same.
 *
 * @param host its name, for people
 * @param boot the kernel's id of its start; {@link #UNKNOWN} where none is told, as of the others
 * @param namespace inode of the namespace of process ids
 * @param machine 16 hex digits of a hash of the machine's id, which is not for others to see
 */
record ProcessPlace(String host, String boot, String namespace, String machine) {
    static final String UNKNOWN = "-";

    /** PROC_PID_INIT_INO of the Linux kernel: the namespace of the machine itself, outside of all containers. */
    static final String WHOLE_MACHINE = "4026531836";

    /** That of this process. */
    static ProcessPlace here() {
        String machine = text("/etc/machine-id");
        return new ProcessPlace(
                hostName(),
                text("/proc/sys/kernel/random/boot_id"),
                ownNamespace(),
                machine.equals(UNKNOWN) ? UNKNOWN : Hashes.sha256("galaxy-vae " + machine, 16));
    }

    /** Whether a number of a process there is the same process here, for sure. */
    boolean sharesNumbers(ProcessPlace other) {
        return isKnown(boot) && boot.equals(other.boot) && isKnown(namespace) && namespace.equals(other.namespace);
    }

    /** Whether this machine was that one and has been started anew since, for sure: no process of then is left. */
    boolean wasStartedAnewSince(ProcessPlace other) {
        return isKnown(boot)
                && isKnown(other.boot)
                && !boot.equals(other.boot)
                && isKnown(machine)
                && machine.equals(other.machine)
                && host.equals(other.host)
                && namespace.equals(WHOLE_MACHINE)
                && other.namespace.equals(WHOLE_MACHINE);
    }

    private static boolean isKnown(String text) {
        return !text.equals(UNKNOWN);
    }

    /** By the kernel: no server of names is asked, which may not answer. */
    private static String hostName() {
        String name = text("/proc/sys/kernel/hostname");
        if (isKnown(name)) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }

    private static String ownNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN;
        }
    }

    private static String text(String file) {
        try {
            String text = Files.readString(Path.of(file)).strip();
            return text.matches("[^\\s@]+") ? text : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
