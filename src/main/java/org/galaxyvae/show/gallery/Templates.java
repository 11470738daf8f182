package org.galaxyvae.show.gallery;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The pages of {@code src/main/jte}, made classes by the build. Whatever a text holds, it is shown and never obeyed. */
public final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "org.galaxyvae.show.templates");

    private Templates() {}

    /**
     * A page with what it shows.
     *
     * @param template its file's name
     * @param shown the template's one parameter
     * @return UTF-8
     */
    public static byte[] render(String template, Object shown) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        ENGINE.render(template, shown, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
