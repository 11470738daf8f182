package org.galaxyvae.survey.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.galaxyvae.base.run.Build;
import org.galaxyvae.survey.fetch.CutoutCheck.Finding;
import org.jspecify.annotations.Nullable;

/** Fetches one object: paced requests until a cutout has come or asking again makes no sense. */
final class Download {
    /** Far above any cutout: 3000 x 3000 pixels of 4 bytes in 4 bands are 144 MB. */
    private static final int MOST_BYTES = 160 << 20;

    private final FetchOptions options;
    private final Pace pace;
    private final HttpClient client;

    Download(FetchOptions options, Pace pace) {
        this.options = options;
        this.pace = pace;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(options.connectTimeout())
                .build();
    }

    /**
     * What came.
     *
     * @param bytes the cutout, null where the outcome is not ok
     * @param lost whether the service could not be reached or refused to work at all
     */
    record Result(FetchOutcome outcome, byte @Nullable [] bytes, boolean lost) {}

    /** One answer, or why there is none. */
    private record Answer(int status, byte @Nullable [] bytes, Finding finding) {
        static final Finding NONE = new Finding(FetchOutcome.OK, "", false);
    }

    Result fetch(Target target) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            pace.await();
            Answer answer = ask(target);
            byte[] bytes = answer.bytes();
            if (bytes != null) {
                return new Result(
                        new FetchOutcome(FetchOutcome.OK, attempt, answer.status(), bytes.length, ""), bytes, false);
            }
            Finding finding = answer.finding();
            if (!finding.again() || attempt == options.attempts()) {
                boolean lost = answer.status() == 0 || answer.status() == 429 || answer.status() >= 500;
                return new Result(
                        new FetchOutcome(finding.reason(), attempt, answer.status(), 0, finding.message()), null, lost);
            }
            TimeUnit.NANOSECONDS.sleep(
                    Backoff.before(attempt, target.objectId(), options).toNanos());
        }
    }

    private Answer ask(Target target) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target.uri(options))
                .header("User-Agent", "galaxy-vae/" + Build.current().version())
                .header("Accept", options.fits() ? "application/fits, image/fits" : "image/jpeg")
                .timeout(options.timeout())
                .build();
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, head -> new LimitedBody(MOST_BYTES));
        try {
            // the request's own timeout ends with the answer's head
            return judged(sent.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return failed(
                    "timeout", "no whole answer within " + options.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean timeout = cause instanceof java.net.http.HttpTimeoutException;
            if (!(cause instanceof IOException)) {
                throw new IllegalStateException("Cannot fetch " + request.uri(), cause);
            }
            return failed(timeout ? "timeout" : "connection", cause.toString());
        } finally {
            sent.cancel(true);
        }
    }

    private static Answer failed(String reason, String message) {
        return new Answer(0, null, new Finding(reason, message, true));
    }

    private Answer judged(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 429 || status == 503) {
            Optional<Duration> wait = response.headers()
                    .firstValue("Retry-After")
                    .flatMap(header -> Backoff.retryAfter(header, Instant.now()));
            wait.ifPresent(duration -> pace.hold(duration.toNanos())); // it means us, not this object
        }
        if (status != 200) {
            boolean again = status == 408 || status == 425 || status == 429 || status >= 500;
            return new Answer(status, null, new Finding("http_" + status, "the service answered " + status, again));
        }
        Optional<Finding> finding = CutoutCheck.of(response.body(), options);
        return finding.map(found -> new Answer(status, null, found))
                .orElseGet(() -> new Answer(status, response.body(), Answer.NONE));
    }
}
