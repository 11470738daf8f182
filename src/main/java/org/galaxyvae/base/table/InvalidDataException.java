package org.galaxyvae.base.table;

/** Input data that cannot be used (exit code 3). The message is for the user. */
public final class InvalidDataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** One problem, in one line. */
    public InvalidDataException(String message) {
        super(message);
    }

    /** One problem, in one line, and the failure that showed it. */
    public InvalidDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
