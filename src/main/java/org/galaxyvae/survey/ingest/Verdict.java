package org.galaxyvae.survey.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.sky.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one contender. Of one object's images the smallest source_uri that decodes wins, whatever earlier ingests
 * saw and however the images are divided over runs; the others are duplicates.
 *
 * @param change what its tensor is in the table; null for a rejected one
 * @param reason why it is rejected, or null
 */
record Verdict(
        Contender contender,
        @Nullable Change change,
        @Nullable String reason,
        @Nullable String message) {

    /** What happens to a tensor. */
    enum Change {
        /** An object's first. */
        NEW,
        /** It takes the place of the one that stands. */
        REPLACED,
        /** It was read again and is the one that stands. */
        SAME,
        /** It stands, and its source is listed and was not read. */
        KEPT,
        /** It stands, and its source was read and shows that object no more. */
        REMOVED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Row toRow() {
        return RecordColumns.row(new VerdictRow(
                contender.objectId(),
                contender.sourceUri(),
                contender.sourceFile(),
                contender.sourceLength(),
                contender.imagePath(),
                contender.raDeg(),
                contender.decDeg(),
                contender.pixelScaleArcsec(),
                contender.contentHash(),
                change == null ? null : change.label(),
                reason,
                message));
    }

    /**
     * Judges all contenders of one object.
     *
     * @param contenders at most one of them standing
     * @param exists whether a source that is not listed is still there; asked only where another image would take its place
     */
    static List<Verdict> on(String objectId, List<Contender> contenders, Predicate<String> exists) {
        List<Contender> fresh =
                contenders.stream().filter(image -> !image.standing()).toList();
        Optional<Contender> standing =
                contenders.stream().filter(Contender::standing).findFirst();
        if (!ObjectId.isValid(objectId)) {
            return fresh.stream().map(Verdict::invalidId).toList();
        }
        boolean contested = fresh.stream().anyMatch(Contender::isGood);
        Optional<Contender> holder = standing.filter(
                image -> !image.opened() && (image.listed() || !contested || exists.test(image.sourceFile())));
        Optional<Contender> winner = Stream.concat(fresh.stream().filter(Contender::isGood), holder.stream())
                .min(Comparator.comparing(Contender::sourceUri));

        List<Verdict> verdicts = new ArrayList<>();
        for (Contender image : fresh) {
            if (!image.isGood()) {
                verdicts.add(new Verdict(image, null, image.reason(), image.message()));
            } else if (winner.get().equals(image)) {
                verdicts.add(new Verdict(image, change(image, standing), null, null));
            } else {
                verdicts.add(duplicate(image, winner.get()));
            }
        }
        if (holder.isPresent() && !winner.equals(holder)) {
            verdicts.add(duplicate(holder.get(), winner.get()));
        } else if (holder.isPresent() && holder.get().listed()) {
            verdicts.add(new Verdict(holder.get(), Change.KEPT, null, null));
        } else if (winner.isEmpty() && standing.isPresent()) {
            verdicts.add(new Verdict(standing.get(), Change.REMOVED, null, null));
        }
        return verdicts;
    }

    private static Change change(Contender image, Optional<Contender> standing) {
        if (standing.isEmpty()) {
            return Change.NEW;
        }
        return image.isSameAs(standing.get()) ? Change.SAME : Change.REPLACED;
    }

    private static Verdict duplicate(Contender image, Contender winner) {
        return new Verdict(
                image,
                null,
                RejectReason.DUPLICATE_ID.label(),
                "Object " + image.objectId() + " comes from " + winner.sourceUri());
    }

    private static Verdict invalidId(Contender image) {
        return image.isGood()
                ? new Verdict(
                        image,
                        null,
                        RejectReason.INVALID_ID.label(),
                        "Object id of " + image.objectId().length() + " characters, expected 1 to "
                                + ObjectId.MAX_CHARACTERS + " without control characters")
                : new Verdict(image, null, image.reason(), image.message());
    }
}
