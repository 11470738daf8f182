package org.galaxyvae.night.adoption;

import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.InvalidDataException;

/**
 * Of paths below a folder those below another.
 *
 * @param from the folder that files name, without a slash at its end
 * @param to the folder where they are now
 */
record Relocation(String from, String to) {
    /**
     * The path of the same file now.
     *
     * @throws InvalidDataException where it never was below the folder
     */
    String apply(String location) {
        if (location.startsWith(from + "/")) {
            return to + location.substring(from.length());
        }
        // the same file by another scheme, or by none
        String path = new Path(location).toUri().getPath();
        String folder = new Path(from).toUri().getPath();
        if (path.startsWith(folder + "/")) {
            return to + path.substring(folder.length());
        }
        throw new InvalidDataException("Cannot adopt " + to + ": it names " + location
                + ", which was not below its own folder " + from + "; expected all of a table's files there");
    }
}
