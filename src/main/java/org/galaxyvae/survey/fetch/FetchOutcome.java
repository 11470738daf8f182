package org.galaxyvae.survey.fetch;

/**
 * How it went with one object.
 *
 * @param status {@code ok}, or the reason in one word
 * @param attempts requests made, over all runs of an object that is there, else of the last run
 * @param httpStatus of the last answer, 0 where there was none
 * @param bytes of the file
 * @param message one line, empty where all is well
 */
record FetchOutcome(String status, int attempts, int httpStatus, long bytes, String message) {
    static final String OK = "ok";
    static final String PENDING = "pending";

    private static final int LONGEST_MESSAGE = 200;

    FetchOutcome {
        String line = message.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        message = line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) : line;
    }

    static FetchOutcome untried(String status, String message) {
        return new FetchOutcome(status, 0, 0, 0, message);
    }

    boolean isOk() {
        return status.equals(OK);
    }
}
