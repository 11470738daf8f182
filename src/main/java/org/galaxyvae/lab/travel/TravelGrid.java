package org.galaxyvae.lab.travel;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.format.NumpyArray;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.jspecify.annotations.Nullable;

/** Decoded images in the making of one picture: cells row by row, and beside it the same images and their latents as arrays. */
final class TravelGrid {
    private final Decoder decoder;
    private final List<Place> places = new ArrayList<>();

    TravelGrid(Decoder decoder) {
        this.decoder = decoder;
    }

    /**
     * A cell.
     *
     * @param latent to be decoded; null where the cell shows a picture or nothing
     * @param picture null in a cell of a latent, or where the object's tensor is gone
     */
    private record Place(
            float @Nullable [] latent, @Nullable Picture picture, List<String> captions) {}

    /**
     * What was written.
     *
     * @param picture PNG
     * @param images .npy, float32 [image, row, column, channel] in (0, 1), decoded images in the order of the picture
     * @param latents .npy, float32 [image, latent]
     */
    record Files(String picture, String images, String latents) {}

    /** Adds what the network makes of a latent. */
    void add(float[] latent, String... captions) {
        places.add(new Place(latent, null, List.of(captions)));
    }

    /** Adds an object's own image; empty where it is gone. */
    void add(@Nullable Picture image, String... captions) {
        places.add(new Place(null, image, List.of(captions)));
    }

    /** Decoded images so far. */
    int decoded() {
        return (int) places.stream().filter(place -> place.latent() != null).count();
    }

    /**
     * Decodes and writes {@code <name>.png}, {@code <name>.npy} and {@code <name>-latents.npy}, the picture last.
     *
     * @param columns cells a row
     */
    Files write(OutputDirectory out, String name, int columns, int tilePixels) {
        List<float[]> latents = new ArrayList<>();
        for (Place place : places) {
            if (place.latent() != null) {
                latents.add(place.latent());
            }
        }
        List<float[]> images;
        try (Decoder.Opened opened = decoder.open()) {
            images = opened.images(latents);
        }
        Architecture shape = decoder.architecture();
        List<ContactSheet.Cell> cells = new ArrayList<>();
        int next = 0;
        for (Place place : places) {
            Picture picture = place.latent() == null ? place.picture() : picture(images.get(next++), shape.size());
            List<@Nullable Picture> shown = new ArrayList<>();
            shown.add(picture);
            cells.add(new ContactSheet.Cell(shown, place.captions()));
        }
        String imageFile =
                out.write(name + ".npy", NumpyArray.float32(images, shape.size(), shape.size(), shape.channels()));
        String latentFile = out.write(name + "-latents.npy", NumpyArray.float32(latents, shape.latent()));
        byte[] png = new ContactSheet(columns, tilePixels).png(cells);
        return new Files(out.write(name + ".png", png), imageFile, latentFile);
    }

    /** Levels in [0, 1] as a picture. */
    static Picture picture(float[] levels, int size) {
        return new Picture(size, size, bytes(levels));
    }

    /** Levels in [0, 1] as 8 bits, rounded. */
    static byte[] bytes(float[] levels) {
        return UnitLevels.bytesOf(levels);
    }
}
