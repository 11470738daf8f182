package org.galaxyvae.artefact;

import java.util.Arrays;
import java.util.Locale;
import org.galaxyvae.image.InjectedKind;
import org.galaxyvae.morphology.QualityFlag;
import org.jspecify.annotations.Nullable;

/** What an artefact is; a closed list. The first whose flag is set names the object. */
enum ArtefactKind {
    ERROR_PAGE(QualityFlag.GRAPHICS),
    BROKEN_FRAME(QualityFlag.MISSING, QualityFlag.INVALID, QualityFlag.EMPTY),
    LOST_BAND(QualityFlag.LOST_BAND, QualityFlag.GRAY),
    TRAIL(QualityFlag.TRAIL),
    HOT_PIXELS(QualityFlag.HOT_PIXELS, QualityFlag.COLORED_PIXELS),
    SATURATED_STAR(QualityFlag.SATURATED);

    private final int flags;

    ArtefactKind(QualityFlag... flags) {
        this.flags = Arrays.stream(flags).mapToInt(QualityFlag::bit).sum();
    }

    /** The name in tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of an image with these flags; null where none of them speaks of an artefact. */
    static @Nullable ArtefactKind ofFlags(int flags) {
        for (ArtefactKind kind : values()) {
            if ((kind.flags & flags) != 0) {
                return kind;
            }
        }
        return null;
    }

    /** Whether what is drawn is an artefact; else it is rare sky. */
    static boolean isPlantedBy(InjectedKind drawn) {
        return switch (drawn) {
            case TRAIL, COSMIC_RAYS, STAR, CHANNELS, MISSING, NOISE, ERROR_PAGE -> true;
            case BLEND, RING, TIDAL_TAIL, ARC -> false;
        };
    }

    /** A bit mask of all flags that speak of an artefact. */
    static int mask() {
        return Arrays.stream(values()).mapToInt(kind -> kind.flags).sum();
    }
}
