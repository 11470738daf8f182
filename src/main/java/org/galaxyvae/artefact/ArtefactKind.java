package org.galaxyvae.artefact;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.image.InjectedKind;
import org.galaxyvae.morphology.QualityFlag;
import org.jspecify.annotations.Nullable;

/** What an artefact is; a closed list. The first whose flag is set names the object. */
enum ArtefactKind {
    ERROR_PAGE(List.of(QualityFlag.GRAPHICS), List.of(InjectedKind.ERROR_PAGE)),
    BROKEN_FRAME(
            List.of(QualityFlag.MISSING, QualityFlag.INVALID, QualityFlag.EMPTY),
            List.of(InjectedKind.MISSING, InjectedKind.NOISE)),
    LOST_BAND(List.of(QualityFlag.LOST_BAND, QualityFlag.GRAY), List.of(InjectedKind.CHANNELS)),
    TRAIL(List.of(QualityFlag.TRAIL), List.of(InjectedKind.TRAIL)),
    HOT_PIXELS(List.of(QualityFlag.HOT_PIXELS, QualityFlag.COLORED_PIXELS), List.of(InjectedKind.COSMIC_RAYS)),
    SATURATED_STAR(List.of(QualityFlag.SATURATED), List.of(InjectedKind.STAR));

    private final List<QualityFlag> flags;
    private final List<InjectedKind> planted;

    ArtefactKind(List<QualityFlag> flags, List<InjectedKind> planted) {
        this.flags = flags;
        this.planted = planted;
    }

    /** The name in tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of an image with these flags; null where none of them speaks of an artefact. */
    static @Nullable ArtefactKind ofFlags(int flags) {
        for (ArtefactKind kind : values()) {
            if (kind.flags.stream().anyMatch(flag -> flag.in(flags))) {
                return kind;
            }
        }
        return null;
    }

    /** Whether what is drawn is an artefact; else it is rare sky. */
    static boolean isPlantedBy(InjectedKind drawn) {
        for (ArtefactKind kind : values()) {
            if (kind.planted.contains(drawn)) {
                return true;
            }
        }
        return false;
    }

    /** A bit mask of all flags that speak of an artefact. */
    static int mask() {
        int mask = 0;
        for (ArtefactKind kind : values()) {
            for (QualityFlag flag : kind.flags) {
                mask |= flag.bit();
            }
        }
        return mask;
    }
}
