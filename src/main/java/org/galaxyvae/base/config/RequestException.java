package org.galaxyvae.base.config;

import java.util.List;

/** A command or configuration that cannot be carried out as given (exit code 2). The message is for the user. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** One problem, in one line. */
    public RequestException(String message) {
        super(message);
    }

    /** All problems, one a line. */
    public RequestException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
