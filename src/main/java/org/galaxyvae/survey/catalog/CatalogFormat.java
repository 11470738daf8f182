package org.galaxyvae.survey.catalog;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a catalog is written in, by its first bytes. */
enum CatalogFormat {
    CSV,
    PARQUET,
    FITS,
    VOTABLE,
    OTHER_XML,
    BINARY,
    EMPTY;

    /** As much of a file as is looked at: a VOTable may begin with a long comment. */
    static final int HEAD_BYTES = 1 << 16;

    private static final Pattern VOTABLE_ELEMENT = Pattern.compile("<(?:\\w+:)?VOTABLE[\\s>]");

    /** The format of a file that begins so, unpacked. */
    static CatalogFormat of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PAR1")) {
            return PARQUET;
        }
        if (text.startsWith("SIMPLE  =")) {
            return FITS;
        }
        if (CsvDialect.isUtf16(head)) {
            return CSV;
        }
        if (text.indexOf('\0') >= 0) {
            return BINARY;
        }
        String visible = text.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading();
        if (visible.isEmpty()) {
            return EMPTY;
        }
        if (visible.startsWith("<")) {
            return VOTABLE_ELEMENT.matcher(visible).find() ? VOTABLE : OTHER_XML;
        }
        return CSV;
    }
}
