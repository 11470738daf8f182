package org.galaxyvae.survey.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of the table {@code catalog}: ours, and the user's in lower_snake_case, none twice, none of ours. */
public final class CatalogNames {
    /** The object's id. */
    public static final String ID = "object_id";

    /** Right ascension, J2000 degrees. */
    public static final String RA = "ra_deg";

    /** Declination, J2000 degrees. */
    public static final String DEC = "dec_deg";

    /** What the user's file column says; there only where the user has one. */
    public static final String FILE = "catalog_file";

    /** The radius that {@code ingest.catalog.radius} names; there only where the user has it. */
    public static final String RADIUS = "petro_radius_arcsec";

    /** Arcsec a pixel of the image's frame; there only where the user has it. */
    public static final String PIXEL_SCALE = "pixel_scale_arcsec";

    /** Ours that are numbers and stand among the user's columns. */
    static final Set<String> MEASURES = Set.of(RADIUS, PIXEL_SCALE);

    /** What the table {@code catalog} means by these names is its own, whether this catalog has them or not. */
    private static final Set<String> RESERVED = Set.of(ID, RA, DEC, "file", FILE);

    private CatalogNames() {}

    /** One name for each of the user's, in their order. */
    public static List<String> of(List<String> users) {
        return of(users, Set.of());
    }

    /** Names for the user's columns that neither our reserved names nor {@code inUse} take. */
    static List<String> of(List<String> users, Set<String> inUse) {
        Set<String> reserved = new HashSet<>(RESERVED);
        reserved.addAll(inUse);
        Set<String> taken = new HashSet<>(reserved);
        List<String> names = new ArrayList<>();
        for (String user : users) {
            String snake = snake(user);
            String name =
                    reserved.contains(snake) || !Character.isLetter(snake.codePointAt(0)) ? "catalog_" + snake : snake;
            String unique = name;
            for (int again = 2; !taken.add(unique); again++) {
                unique = name + "_" + again;
            }
            names.add(unique);
        }
        return names;
    }

    /** {@code petroR50_r} becomes {@code petro_r50_r}, {@code "Mag (AB)"} becomes {@code mag_ab}. */
    static String snake(String text) {
        String snake = text.strip()
                .replaceAll("(?<=\\p{Ll}\\p{Nd}{0,9})(?=\\p{Lu})", "_")
                .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
        return snake.isEmpty() ? "column" : snake;
    }
}
