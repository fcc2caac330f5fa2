package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.ProxySettings;
import io.github.camelctrader.client.ProxyType;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A proxy on loopback in a few lines, HTTP CONNECT or SOCKS5. Whatever name it is asked for, it connects to this machine. */
public final class TestProxy implements AutoCloseable {
    /** What the proxy does with a request for a connection. */
    public enum Manner {
        /** Connects. */
        OBLIGING,
        /** Refuses. */
        REFUSING,
        /** Asks for the login and connects only those who have it. */
        GUARDED,
        /** Never answers. */
        SILENT,
        /** Closes the connection in place of an answer. */
        ABRUPT,
        /** Answers something that is no answer. */
        BABBLING
    }

    /** The one login that is right, user and password being the same. */
    public static final String LOGIN = "known-at-the-proxy";

    /** Where clients wanted to go, as they said it: {@code name:port}. */
    public final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private final ProxyType type;
    private final Manner manner;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    public TestProxy(ProxyType type, Manner manner) {
        this.type = type;
        this.manner = manner;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** What a client has to know of it. */
    public ProxySettings settings(@Nullable String login) {
        return new ProxySettings(type, "localhost", port(), login, login);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            asked.add("closed");
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String target = type == ProxyType.HTTP
                    ? http(in, client.getOutputStream())
                    : socks(new DataInputStream(in), client.getOutputStream());
            if (target != null) {
                tunnel(in, client, Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)));
            }
        } catch (IOException ended) {
            // Also how a tunnel ends.
            open.remove(client);
        }
    }

    /** Where to connect to, or null when that is not to be. */
    private @Nullable String http(InputStream in, OutputStream out) throws IOException {
        String request = line(in);
        String login = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "proxy-authorization: basic ", 0, 27)) {
                login = new String(Base64.getDecoder().decode(header.substring(27)), StandardCharsets.UTF_8);
            }
        }
        String target = request.split(" ", -1)[1];
        asked.add(target);
        switch (manner) {
            case SILENT -> in.read();
            case ABRUPT -> {}
            case BABBLING -> write(out, "220 welcome to the wrong kind of server\r\n\r\n");
            case REFUSING -> write(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            default -> {
                if (manner == Manner.OBLIGING || login.equals(LOGIN + ":" + LOGIN)) {
                    write(out, "HTTP/1.1 200 Connection established\r\n\r\n");
                    return target;
                }
                write(
                        out,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                                + "Content-Length: 0\r\n\r\n");
            }
        }
        return null;
    }

    private @Nullable String socks(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        boolean offersLogin = new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) >= 0;
        if (manner == Manner.BABBLING) {
            write(out, "220 welcome to the wrong kind of server\r\n");
            return null;
        }
        if (manner == Manner.GUARDED) {
            out.write(new byte[] {5, (byte) (offersLogin ? 2 : 0xff)});
            if (!offersLogin || !login(in, out)) {
                return null;
            }
        } else {
            out.write(new byte[] {5, 0});
        }
        in.skipBytes(3);
        String host = in.readByte() == 3
                ? new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII)
                : "address " + InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        String target = host + ":" + in.readUnsignedShort();
        asked.add(target);
        switch (manner) {
            case SILENT -> in.read();
            case ABRUPT -> {}
            case REFUSING -> out.write(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0});
            default -> {
                out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
                return target;
            }
        }
        return null;
    }

    private static boolean login(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        String user = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        String password = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        boolean right = user.equals(LOGIN) && password.equals(LOGIN);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private void tunnel(InputStream in, Socket client, int port) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(server);
        try (server) {
            threads.execute(() -> {
                try (client) {
                    server.getInputStream().transferTo(client.getOutputStream());
                } catch (IOException ended) {
                    open.remove(client);
                }
            });
            in.transferTo(server.getOutputStream());
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().trim();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends every connection through it, and goes on. */
    public void cut() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        threads.shutdownNow();
    }
}
