package org.galaxyvae.survey.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file of any Hadoop file system as the channel that readers of archives ask for. */
final class HadoopChannel implements SeekableByteChannel {
    private static final int BLOCK_BYTES = 1 << 16;

    private final FSDataInputStream stream;
    private final long size;
    private boolean open = true;

    HadoopChannel(FSDataInputStream stream, long size) {
        this.stream = stream;
        this.size = size;
    }

    /** Fills the buffer as far as the file goes: readers of chunks do not ask twice. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        byte[] block = new byte[Math.min(into.remaining(), BLOCK_BYTES)];
        int total = 0;
        while (into.hasRemaining()) {
            int read = stream.read(block, 0, Math.min(into.remaining(), block.length));
            if (read < 0) {
                return total == 0 ? -1 : total;
            }
            into.put(block, 0, read);
            total += read;
        }
        return total;
    }

    @Override
    public long position() throws IOException {
        return stream.getPos();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        if (position < 0 || position > size) {
            throw new java.io.EOFException("Position " + position + " of " + size + " bytes");
        }
        stream.seek(position);
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        stream.close();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }
}
