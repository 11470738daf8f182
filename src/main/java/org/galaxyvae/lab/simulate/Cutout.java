package org.galaxyvae.lab.simulate;

/** One simulated object: its catalog row and its picture, a whole JPEG file. */
final class Cutout {
    private final CatalogRow row;
    private final byte[] jpeg;

    /** Takes the array over; nobody else may write to it. */
    Cutout(CatalogRow row, byte[] jpeg) {
        this.row = row;
        this.jpeg = jpeg;
    }

    CatalogRow row() {
        return row;
    }

    /** The file's bytes, not a copy. */
    byte[] jpeg() {
        return jpeg;
    }
}
