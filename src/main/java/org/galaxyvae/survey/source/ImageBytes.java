package org.galaxyvae.survey.source;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.survey.source.SourceImage.Part;

/** The frames of an image file that stands in memory. */
final class ImageBytes {
    private final SourceOptions options;

    ImageBytes(SourceOptions options) {
        this.options = options;
    }

    /** The first frame, or every HDU's where the options say so. */
    List<Part> open(byte[] bytes, String name) throws RejectedImageException {
        if (!options.everyHdu()) {
            return List.of(new Part("", Frames.open(bytes, options.maxMegapixels(), name)));
        }
        List<Frame> frames = Frames.openAll(bytes, options.maxMegapixels(), name);
        List<Part> parts = new ArrayList<>();
        for (Frame frame : frames) {
            parts.add(new Part(frames.size() == 1 ? "" : "#" + frame.hdu(), frame));
        }
        return parts;
    }

    /** One frame for each part, band by band, joined to one of all bands. */
    List<Part> join(List<byte[]> files, List<String> bands, String name) throws RejectedImageException {
        List<List<Part>> perBand = new ArrayList<>();
        int images = Integer.MAX_VALUE;
        for (int i = 0; i < files.size(); i++) {
            List<Part> parts = open(files.get(i), name + " band " + bands.get(i));
            images = Math.min(images, parts.size());
            perBand.add(parts);
        }
        List<Part> joined = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            List<Frame> frames = new ArrayList<>();
            for (List<Part> parts : perBand) {
                frames.add(parts.get(image).frame());
            }
            joined.add(new Part(perBand.get(0).get(image).suffix(), Frames.join(frames, bands)));
        }
        return joined;
    }
}
