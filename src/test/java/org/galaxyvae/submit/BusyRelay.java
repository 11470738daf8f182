package org.galaxyvae.submit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server of HTTP, passes all on, and for a while answers in its place that it is too busy. */
final class BusyRelay implements AutoCloseable {
    private static final byte[] BUSY =
            answer("<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String trigger = "";
    private volatile Duration length = Duration.ZERO;
    private volatile long busyUntilNanos = System.nanoTime();

    BusyRelay(String address) throws IOException {
        this.host = address.substring(0, address.indexOf(':'));
        this.port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where it listens. */
    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** From the first request on in which the text stands, it is too busy for so long. */
    void beBusy(String from, Duration howLong) {
        length = howLong;
        trigger = from;
    }

    /** How many requests it has refused. */
    int refused() {
        return refused.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                start(() -> requests(client, server));
                start(() -> pass(server, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void requests(Socket client, Socket server) {
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (isBusy(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))) {
                    refused.incrementAndGet();
                    client.getOutputStream().write(BUSY);
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one of the two has left
        }
    }

    private boolean isBusy(String text) {
        if (!trigger.isEmpty() && text.contains(trigger)) {
            trigger = "";
            busyUntilNanos = System.nanoTime() + length.toNanos();
        }
        return System.nanoTime() < busyUntilNanos;
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two has left
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] answer(String body) {
        return ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
