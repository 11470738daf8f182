package org.galaxyvae.survey.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.galaxyvae.pixel.maths.CounterRandom;

/** How long to wait before a retry. */
final class Backoff {
    /** No wait is longer, whatever a service asks for. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration LONGEST_OWN = Duration.ofMinutes(1);

    private Backoff() {}

    /**
     * The first wait times 2^(attempt - 1), at most a minute, times a factor of 0.5 to 1 that depends on seed, object and attempt, so
     * that many do not come back at once.
     *
     * @param attempt the one that failed, from 1
     */
    static Duration before(int attempt, String objectId, FetchOptions options) {
        double jitter = 0.5
                + 0.5
                        * CounterRandom.of(options.seed(), "fetch", attempt, objectId)
                                .nextDouble();
        double nanos = options.firstWait().toNanos() * Math.pow(2, attempt - 1);
        return Duration.ofNanos((long) (jitter * Math.min(nanos, (double) LONGEST_OWN.toNanos())));
    }

    /** What a Retry-After header asks for: seconds or a date (RFC 9110, 10.2.3); empty where it is neither. */
    static Optional<Duration> retryAfter(String header, Instant now) {
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(shorter(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : shorter(wait));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
