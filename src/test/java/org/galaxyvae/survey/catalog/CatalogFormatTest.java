package org.galaxyvae.survey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CatalogFormatTest {
    @Test
    void goesByTheFirstBytes() {
        assertThat(format("PAR1\0\1")).isEqualTo(CatalogFormat.PARQUET);
        assertThat(format("SIMPLE  =                    T")).isEqualTo(CatalogFormat.FITS);
        assertThat(format("\uFEFF<?xml version='1.0'?>\n<!-- long -->\n<VOTABLE version='1.4'>"))
                .isEqualTo(CatalogFormat.VOTABLE);
        assertThat(format("<vot:VOTABLE>")).isEqualTo(CatalogFormat.VOTABLE);
        assertThat(format("<!DOCTYPE html><html>")).isEqualTo(CatalogFormat.OTHER_XML);
        assertThat(format("id,ra\n")).isEqualTo(CatalogFormat.CSV);
        assertThat(format("# made by hand\nid,ra\n")).isEqualTo(CatalogFormat.CSV);
        assertThat(format("\211PNG\r\n\0\0")).isEqualTo(CatalogFormat.BINARY);
        assertThat(format("")).isEqualTo(CatalogFormat.EMPTY);
        assertThat(format(" \r\n")).isEqualTo(CatalogFormat.EMPTY);
        assertThat(CatalogFormat.of("\uFEFFid,ra".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(CatalogFormat.CSV);
    }

    @Test
    void theHeaderTellsTheSeparator() {
        assertThat(dialect("# a, comment, with, commas\n\nid\tra\tname, of it\n")
                        .separator())
                .isEqualTo('\t');
        assertThat(dialect("id;ra;dec\n1;2,5;3,5\n").separator()).isEqualTo(';');
        assertThat(dialect("id|ra\n").separator()).isEqualTo('|');
        assertThat(dialect("\"a;b;c\",ra\n").separator()).isEqualTo(',');
        assertThat(dialect("id\n1\n").separator()).isEqualTo(',');
        assertThat(dialect("#only\n#comments").separator()).isEqualTo(',');
    }

    @Test
    void aValueOverTwoLinesIsSeen() {
        assertThat(dialect("id,note\n1,\"two\nlines\"\n").multiline()).isTrue();
        assertThat(dialect("id,note\n1,\"a \"\"word\"\"\"\n2,5\" wide\n3,x\n").multiline())
                .isFalse();
    }

    private static CatalogFormat format(String begin) {
        return CatalogFormat.of(
                begin.getBytes(begin.startsWith("\uFEFF") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static CsvDialect dialect(String text) {
        return CsvDialect.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
