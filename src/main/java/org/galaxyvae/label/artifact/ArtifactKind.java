package org.galaxyvae.label.artifact;

import java.util.Arrays;
import java.util.Locale;
import org.galaxyvae.pixel.inject.InjectedKind;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.jspecify.annotations.Nullable;

/** What an artifact is; a closed list. The first whose flag is set names the object; kinds without flags are only learned. */
enum ArtifactKind {
    ERROR_PAGE(InjectedKind.ERROR_PAGE, QualityFlag.GRAPHICS),
    BROKEN_FRAME(InjectedKind.MISSING, QualityFlag.MISSING, QualityFlag.INVALID, QualityFlag.EMPTY),
    LOST_BAND(null, QualityFlag.LOST_BAND, QualityFlag.GRAY),
    TRAIL(InjectedKind.TRAIL, QualityFlag.TRAIL),
    HOT_PIXELS(InjectedKind.COSMIC_RAYS, QualityFlag.HOT_PIXELS, QualityFlag.COLORED_PIXELS),
    SATURATED_STAR(InjectedKind.STAR, QualityFlag.SATURATED),
    SHIFTED_BAND(InjectedKind.CHANNELS),
    NOISY_ROWS(InjectedKind.NOISE);

    private final @Nullable InjectedKind drawn;
    private final int flags;

    ArtifactKind(@Nullable InjectedKind drawn, QualityFlag... flags) {
        this.drawn = drawn;
        this.flags = Arrays.stream(flags).mapToInt(QualityFlag::bit).sum();
    }

    /** The name in tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of an image with these flags; null where none of them speaks of an artifact. */
    static @Nullable ArtifactKind ofFlags(int flags) {
        for (ArtifactKind kind : values()) {
            if ((kind.flags & flags) != 0) {
                return kind;
            }
        }
        return null;
    }

    /** By kind 1 where one of the flags speaks of it, else 0. */
    static double[] flagged(int flags) {
        return Arrays.stream(values())
                .mapToDouble(kind -> (kind.flags & flags) == 0 ? 0 : 1)
                .toArray();
    }

    /** What drawing this makes; null where that is no artifact but rare sky. */
    static @Nullable ArtifactKind of(InjectedKind drawn) {
        return Arrays.stream(values())
                .filter(kind -> kind.drawn == drawn)
                .findFirst()
                .orElse(null);
    }

    /** A bit mask of all flags that speak of an artifact. */
    static int mask() {
        return Arrays.stream(values()).mapToInt(kind -> kind.flags).sum();
    }
}
