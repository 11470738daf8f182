package org.galaxyvae.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes of this machine listen on, as the kernel has it. */
final class OpenPorts {
    /** 127.0.0.0/8 ends with 7F in the kernel's order of bytes, also inside of an address of IPv6; ::1 is the last. */
    private static final Pattern LOOPBACK =
            Pattern.compile("[0-9A-F]{6}7F|0{16}(0000FFFF|FFFF0000)[0-9A-F]{6}7F|0{24}01000000");

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private OpenPorts() {}

    /** A process and all that it has started, one below the other. */
    static List<Long> tree(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The ports that they listen on, each {@code ADDRESS:PORT} in hexadecimal. */
    static Set<String> of(List<Long> pids) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (long pid : pids) {
            try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                for (Path file : files.toList()) {
                    Matcher socket = SOCKET.matcher(target(file));
                    if (socket.matches()) {
                        inodes.add(socket.group(1));
                    }
                }
            } catch (IOException e) {
                // it has ended: it listens on nothing
            }
        }
        Set<String> ports = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[3].equals("0A") && inodes.contains(fields[9])) {
                    ports.add(fields[1]);
                }
            }
        }
        return ports;
    }

    /** Whether a port can be reached from this machine alone. */
    static boolean isLoopback(String port) {
        return LOOPBACK.matcher(port.substring(0, port.indexOf(':'))).matches();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
