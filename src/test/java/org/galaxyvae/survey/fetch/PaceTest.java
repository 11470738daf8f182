package org.galaxyvae.survey.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L); // a clock may well turn over
    private final Pace pace = new Pace(4, nanos::get, nanos::addAndGet);

    @Test
    void keepsRequestsApartAndSavesNoneUp() throws InterruptedException {
        long start = nanos.get();
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pace.await();
            sent.add((nanos.get() - start) / 1_000_000);
        }
        nanos.addAndGet(10_000_000_000L);
        for (int i = 0; i < 2; i++) {
            pace.await();
            sent.add((nanos.get() - start) / 1_000_000);
        }
        assertThat(sent).containsExactly(0L, 250L, 500L, 10500L, 10750L);
    }

    @Test
    void holdsEveryoneAsLongAsTheServiceAsks() throws InterruptedException {
        long start = nanos.get();
        pace.await();
        pace.hold(3_000_000_000L);
        pace.hold(1_000_000_000L);
        pace.await();
        assertThat(nanos.get() - start).isEqualTo(3_000_000_000L);
    }

    @Test
    void waitsDoubleUpToAMinuteWithTheSameJitterForTheSameSeed() {
        FetchOptions options = FetchServer.options("http://localhost/x", 1);
        for (int attempt = 1; attempt < 12; attempt++) {
            double whole = Math.min(0.001 * Math.pow(2, attempt - 1), 60);
            double wait = Backoff.before(attempt, "id", options).toNanos() / 1e9;
            assertThat(wait).isBetween(whole / 2, whole);
            assertThat(Backoff.before(attempt, "id", options)).isEqualTo(Backoff.before(attempt, "id", options));
        }
        assertThat(Backoff.before(3, "other", options)).isNotEqualTo(Backoff.before(3, "id", options));
        assertThat(Backoff.before(50, "id", options)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsBothFormsOfRetryAfter() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(Backoff.retryAfter("7", now)).contains(Duration.ofSeconds(7));
        assertThat(Backoff.retryAfter("Fri, 02 Jan 2026 03:04:15 GMT", now)).contains(Duration.ofSeconds(10));
        assertThat(Backoff.retryAfter("Fri, 02 Jan 2026 03:00:00 GMT", now)).contains(Duration.ZERO);
        assertThat(Backoff.retryAfter("86400", now)).contains(Duration.ofMinutes(10));
        assertThat(Backoff.retryAfter("soon", now)).isEmpty();
    }
}
