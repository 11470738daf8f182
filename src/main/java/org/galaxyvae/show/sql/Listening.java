package org.galaxyvae.show.sql;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens, and whom it lets in.
 *
 * @param bind address or host name to listen on
 * @param port 0 for any free one
 * @param users file of names and hashed passwords, see {@link UsersFile}; null: nobody is asked
 * @param keystore Java keystore with the certificate and key for TLS; null: not encrypted
 * @param keystorePassword of it
 * @param insecure whether listening beyond this machine without a password is wanted
 */
public record Listening(
        String bind,
        int port,
        @Nullable Path users,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        boolean insecure) {
    private static final String AUTHENTICATION = "hive.server2.authentication";

    /** Environment variable with the password of the keystore. */
    public static final String KEYSTORE_PASSWORD = "GALAXY_VAE_KEYSTORE_PASSWORD";

    /** Checks what can be known before Spark starts. */
    public Listening {
        if (port < 0 || port > 65535) {
            throw new RequestException("Invalid --port " + port + ", expected 0 to 65535");
        }
        if (users != null) {
            UsersFile.require(users);
        }
        if (keystore != null && !Files.isReadable(keystore)) {
            throw new RequestException("Cannot read --keystore " + keystore + ": expected a Java keystore");
        }
        if (keystore != null && keystorePassword == null) {
            throw new RequestException("Cannot open --keystore " + keystore
                    + ": expected its password in the environment's " + KEYSTORE_PASSWORD);
        }
    }

    /**
     * Refuses an address beyond this machine where nobody is asked for a password.
     *
     * @param hadoop may ask for LDAP, Kerberos or a class of the site by Hive's settings
     */
    public void require(Configuration hadoop) {
        if (!insecure && !asksForPassword(hadoop) && !isLoopback()) {
            throw new RequestException(
                    "Cannot listen on " + bind + " without a password: everybody who reaches this machine"
                            + " would read the survey, expected --users FILE, Hive's LDAP or --insecure");
        }
    }

    private boolean asksForPassword(Configuration hadoop) {
        String kind = hadoop.get(AUTHENTICATION, "NONE");
        return users != null || !(kind.equalsIgnoreCase("NONE") || kind.equalsIgnoreCase("NOSASL"));
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new RequestException(
                    "Invalid --bind " + bind + ": no such host, expected an address of this machine");
        }
    }

    /** What Hive's code reads of it. */
    void putInto(Configuration hive) {
        hive.set("hive.server2.transport.mode", "binary");
        hive.set("hive.server2.thrift.bind.host", bind);
        hive.set("hive.server2.thrift.port", Integer.toString(port));
        if (users != null) {
            hive.set(AUTHENTICATION, "CUSTOM");
            // Hive makes settings of its own to look for the class; they begin with the system's properties
            System.setProperty("hive.server2.custom.authentication.class", UsersFile.class.getName());
            UsersFile.use(users);
        }
        if (keystore != null) {
            hive.set("hive.server2.use.SSL", "true");
            hive.set("hive.server2.keystore.path", keystore.toString());
            hive.set("hive.server2.keystore.password", keystorePassword);
        }
    }
}
