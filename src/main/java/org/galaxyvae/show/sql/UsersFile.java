package org.galaxyvae.show.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.sasl.AuthenticationException;
import org.apache.commons.codec.digest.Crypt;
import org.apache.hive.service.auth.PasswdAuthenticationProvider;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a file for users: a line each, {@code name:hash}, the hash as {@code openssl passwd -6} makes it (SHA-512 crypt); blank
 * lines and those that begin with {@code #} are none. It is read for every connection, so that a new line counts at once.
 */
public final class UsersFile implements PasswdAuthenticationProvider {
    private static final Pattern LINE = Pattern.compile("([^:\\s#][^:]*):(\\$6\\$[^:\\s]+)");

    /** Of no password; so long does a wrong name take as a wrong password. */
    private static final String NOBODY = "$6$nobodynobody$" + ".".repeat(86);

    private static volatile @Nullable Path file;

    /** The file of this process's server: Hive makes the object itself. */
    static void use(Path users) {
        file = users;
    }

    /**
     * Checks the file before the server starts.
     *
     * @throws RequestException where it cannot be read, others may read or write it, or a line is none
     */
    static void require(Path users) {
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(users);
            if (modes.stream().anyMatch(mode -> !mode.name().startsWith("OWNER"))) {
                throw new RequestException("Cannot trust --users " + users
                        + ": others may read or write it, expected mode 600 (chmod 600 " + users + ")");
            }
            if (read(users).isEmpty()) {
                throw new RequestException("Cannot let anybody in by --users " + users
                        + ": expected lines NAME:HASH, with a" + " hash of openssl passwd -6");
            }
        } catch (IOException e) {
            throw new RequestException("Cannot read --users " + users + ": expected a file of lines NAME:HASH");
        }
    }

    private static Map<String, String> read(Path users) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        List<String> lines = Files.readAllLines(users, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Matcher user = LINE.matcher(line);
                if (!user.matches()) {
                    throw new RequestException("Invalid line " + (i + 1) + " of --users " + users
                            + ": expected NAME:HASH, with a hash of openssl passwd -6");
                }
                hashes.put(user.group(1), user.group(2));
            }
        }
        return hashes;
    }

    @Override
    public void Authenticate(@Nullable String user, @Nullable String password) throws AuthenticationException {
        Path users = file;
        try {
            if (users == null || !isKnown(read(users), user, password)) {
                throw new AuthenticationException("Wrong name or password");
            }
        } catch (IOException | RequestException e) {
            throw new AuthenticationException("Cannot read the file of users", e);
        }
    }

    static boolean isKnown(Map<String, String> hashes, @Nullable String user, @Nullable String password) {
        String hash = hashes.getOrDefault(user == null ? "" : user, NOBODY);
        String given = Crypt.crypt(password == null ? "" : password, hash);
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
    }
}
