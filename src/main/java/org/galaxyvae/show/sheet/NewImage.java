package org.galaxyvae.show.sheet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.pixel.sky.Hashes;

/**
 * An image that need not be in the catalog, prepared and encoded as the model's own are.
 *
 * @param name as the user gave it
 * @param contentHash as {@code tensors} would have it
 * @param z posterior mean
 */
record NewImage(String name, Picture picture, String contentHash, float[] z) {
    private static final int HASH_DIGITS = 32;

    /**
     * Opens, prepares and encodes files.
     *
     * @param maxMegapixels larger images are refused
     * @throws RequestException where there is no such file
     * @throws InvalidDataException where no tensor can be made of one
     */
    static List<NewImage> encode(
            SavedModel model, List<String> names, CropHint hint, int maxMegapixels, Configuration hadoop) {
        List<EvidenceModel.Image> prepared = new ArrayList<>();
        for (String name : names) {
            prepared.add(new EvidenceModel.Image(name, pixels(model, name, hint, maxMegapixels, hadoop)));
        }
        int size = model.architecture().size();
        List<NewImage> encoded = new ArrayList<>();
        try (EvidenceModel opened = model.open()) {
            for (int from = 0; from < prepared.size(); from += opened.batch()) {
                List<EvidenceModel.Image> batch =
                        prepared.subList(from, Math.min(prepared.size(), from + opened.batch()));
                List<EvidenceModel.Result> results = opened.evidences(batch);
                for (int i = 0; i < batch.size(); i++) {
                    byte[] pixels = batch.get(i).pixels();
                    encoded.add(new NewImage(
                            batch.get(i).objectId(),
                            new Picture(size, size, pixels),
                            Hashes.sha256(pixels, HASH_DIGITS),
                            results.get(i).z()));
                }
            }
        }
        return encoded;
    }

    private static byte[] pixels(
            SavedModel model, String name, CropHint hint, int maxMegapixels, Configuration hadoop) {
        try {
            return model.preparation()
                    .apply(Frames.open(bytes(name, maxMegapixels, hadoop), maxMegapixels, name), hint)
                    .pixels();
        } catch (RejectedImageException e) {
            throw new InvalidDataException("Cannot use --image " + name + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(String name, int maxMegapixels, Configuration hadoop) {
        try {
            Path path = new Path(name);
            // past the checksum layer: images have no .crc beside them
            FileSystem files = WholeFile.withoutChecksums(path.getFileSystem(hadoop));
            if (files.getFileStatus(path).isDirectory()) {
                throw new RequestException("Cannot read --image " + name + ": it is a folder, expected one image");
            }
            long longest = Frames.longestFileBytes(maxMegapixels);
            try (FSDataInputStream stream = files.open(path)) {
                byte[] bytes = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 16L, longest + 1));
                if (bytes.length > longest) {
                    throw new InvalidDataException("Cannot use --image " + name + ": more than " + longest
                            + " bytes, the most that a picture of " + maxMegapixels + " megapixels can need");
                }
                return bytes;
            }
        } catch (FileNotFoundException e) {
            throw new RequestException("Cannot read --image " + name + ": no such file");
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("Cannot read --image " + name + ": " + e.getMessage());
        }
    }
}
