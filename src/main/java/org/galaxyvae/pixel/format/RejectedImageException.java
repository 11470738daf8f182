package org.galaxyvae.pixel.format;

import org.jspecify.annotations.Nullable;

/** A file that cannot become a tensor; the message is one line for the user. */
public final class RejectedImageException extends Exception {
    private static final long serialVersionUID = 1;

    private final RejectReason reason;

    /** One reason and what was found. */
    public RejectedImageException(RejectReason reason, String message) {
        this(reason, message, null);
    }

    /** An image that is not taken, and the failure of its decoder. */
    public RejectedImageException(RejectReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What a decoder said, or which exception it was. */
    static String oneLine(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return (message == null ? failure.getClass().getSimpleName() : message)
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Why. */
    public RejectReason reason() {
        return reason;
    }
}
