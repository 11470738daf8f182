package org.galaxyvae.show.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.galaxyvae.show.gallery.Templates;

/**
 * The page as one HTML file.
 *
 * <p>Its policy lets nothing be loaded from anywhere, and runs no script but ours, each named by its hash: what a catalog's text
 * might bring along would not run even where it was not escaped.
 */
public record PageText(Page page, String styles, List<String> scripts) {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
    private static final List<String> SCRIPTS = List.of("labels.js", "galleries.js", CHARTS, "charts.js", "map.js");

    /** UTF-8. */
    static byte[] of(Page page) {
        List<String> scripts = SCRIPTS.stream().map(PageText::resource).toList();
        return Templates.render("page.jte", new PageText(page, resource("report.css"), scripts));
    }

    /** What the page may do. */
    public String policy() {
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src "
                + scripts.stream().map(PageText::hash).collect(Collectors.joining(" "));
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(PageText.class.getResourceAsStream(name), name)) {
            // a carriage return would not survive the browser's reading, and the hash with it
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
