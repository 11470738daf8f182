package org.galaxyvae.survey.source;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The images of a source one after the other; holds the open file until the last, or until it is closed. */
public abstract class Images implements Iterator<SourceImage>, AutoCloseable {
    private @Nullable SourceImage next;
    private boolean ended;

    /** What the source is. */
    public abstract SourceKind kind();

    /** The next image, or null after the last. A source that breaks on the way gives a broken image, then ends. */
    abstract @Nullable SourceImage advance();

    /** How many files beside the images were passed over so far. */
    public long skipped() {
        return 0;
    }

    @Override
    public final boolean hasNext() {
        if (next == null && !ended) {
            next = advance();
            if (next == null) {
                ended = true;
                close();
            }
        }
        return next != null;
    }

    @Override
    public final SourceImage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SourceImage image = java.util.Objects.requireNonNull(next);
        next = null;
        return image;
    }

    @Override
    public final void close() {
        try {
            release();
        } catch (IOException e) {
            // everything that was read is read; a descriptor that does not close is nobody's data
            ended = true;
        }
    }

    abstract void release() throws IOException;
}
