package org.galaxyvae.survey.source;

import org.jspecify.annotations.Nullable;

/** A source that is one image. */
final class OneImage extends Images {
    private @Nullable SourceImage image;

    private final SourceKind kind;

    OneImage(SourceImage image) {
        this(SourceKind.IMAGE, image);
    }

    OneImage(SourceKind kind, SourceImage image) {
        this.kind = kind;
        this.image = image;
    }

    @Override
    public SourceKind kind() {
        return kind;
    }

    @Override
    @Nullable
    SourceImage advance() {
        SourceImage only = image;
        image = null;
        return only;
    }

    @Override
    void release() {}
}
