package org.galaxyvae.survey.catalog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.fits.FitsHeader;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.fits.FitsUtil;
import uk.ac.starlink.table.TableSink;

/** Tables in FITS files (binary and ASCII), by STIL. */
final class FitsTable {
    private FitsTable() {}

    /**
     * Streams the rows of one table.
     *
     * @param table its EXTNAME or its number, the first extension being 1; empty: the first table
     */
    static void stream(InputFile file, String table, TableSink sink) throws IOException {
        int extension = find(file, table);
        try (InputStream in = file.open()) {
            new FitsTableBuilder().streamStarTable(in, sink, Integer.toString(extension));
        }
    }

    private static int find(InputFile file, String wanted) throws IOException {
        List<String> tables = new ArrayList<>();
        try (InputStream in = file.open()) {
            FitsHeader header = FitsUtil.readHeader(in);
            for (int extension = 1; ; extension++) {
                in.skipNBytes(padded(header.getDataByteCount()));
                header = next(in);
                if (header == null) {
                    break;
                }
                String kind = header.getStringValue("XTENSION");
                if (kind == null || !kind.strip().matches("(A3D|BIN)?TABLE")) {
                    continue;
                }
                String name = header.getStringValue("EXTNAME");
                String known = name == null ? "" : name.strip();
                if (wanted.isEmpty() || wanted.equals(Integer.toString(extension)) || wanted.equalsIgnoreCase(known)) {
                    return extension;
                }
                tables.add(extension + (known.isEmpty() ? "" : " " + known));
            }
        } catch (EOFException e) {
            throw file.invalid("the FITS file ends too early", e);
        }
        throw file.invalid(
                wanted.isEmpty() || tables.isEmpty()
                        ? "the FITS file has no table, only images"
                        : "the FITS file has no table " + wanted + " (ingest.catalog.table), expected one of "
                                + String.join(", ", tables));
    }

    private static @Nullable FitsHeader next(InputStream in) throws IOException {
        return FitsUtil.readHeaderIfPresent(in);
    }

    private static long padded(long bytes) {
        return (bytes + FitsUtil.BLOCK_LENG - 1) / FitsUtil.BLOCK_LENG * FitsUtil.BLOCK_LENG;
    }
}
