package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.wire.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that speaks JSON, over the JDK's own WebSocket or over TCP with lines, bare objects, or lengths. */
final class JsonClient implements AutoCloseable {
    enum Transport {
        WEBSOCKET,
        LINES,
        BARE_OBJECTS,
        LENGTHS
    }

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String END = "end";

    private final LinkedBlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    private final Transport transport;
    private final @Nullable WebSocket webSocket;
    private final @Nullable Socket socket;
    private int requests;

    JsonClient(CTraderSimulator simulator, Transport transport) throws Exception {
        this.transport = transport;
        int port = simulator.jsonPort(SimulatorEnvironment.DEMO);
        if (transport == Transport.WEBSOCKET) {
            socket = null;
            webSocket = HttpClient.newBuilder()
                    .sslContext(simulator.clientSslContext())
                    .build()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("wss://localhost:" + port + "/"), new Listener())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } else {
            webSocket = null;
            socket = simulator.clientSslContext().getSocketFactory().createSocket("localhost", port);
            Thread reader = new Thread(this::read, "json-client");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                inbox.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            inbox.add(END + " " + status);
            return null;
        }
    }

    private Socket socket() {
        return Objects.requireNonNull(socket);
    }

    /** An object that must be within another one. */
    static Map<?, ?> part(Map<?, ?> whole, String name) {
        return (Map<?, ?>) Objects.requireNonNull(whole.get(name), name);
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket().getInputStream());
            while (true) {
                inbox.add(transport == Transport.LENGTHS ? message(in) : line(in));
            }
        } catch (IOException e) {
            inbox.add(END);
        }
    }

    private static String message(DataInputStream in) throws IOException {
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String line(DataInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.readUnsignedByte();
        while (next != '\n') {
            line.write(next);
            next = in.readUnsignedByte();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    void sendText(String text) throws Exception {
        if (webSocket != null) {
            webSocket.sendText(text, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket().getOutputStream();
        if (transport == Transport.LENGTHS) {
            out.write(new byte[] {0, 0, (byte) (bytes.length >> 8), (byte) bytes.length});
        }
        out.write(bytes);
        if (transport == Transport.LINES) {
            out.write('\n');
        }
        out.flush();
    }

    /** Sends a request and returns the payload of the first answer with its id. */
    Map<?, ?> request(int payloadType, String payload) throws Exception {
        String id = "json-" + ++requests;
        sendText("{\"clientMsgId\": \"" + id + "\", \"payloadType\": " + payloadType + ", \"payload\": " + payload
                + "}");
        Map<?, ?> answer = await(message -> id.equals(message.get("clientMsgId")));
        return part(answer, "payload");
    }

    /** The next message that fits. */
    Map<?, ?> await(Predicate<Map<?, ?>> wanted) throws InterruptedException {
        while (true) {
            String text = next();
            if (text.startsWith(END)) {
                throw new AssertionError("The connection ended: " + text);
            }
            if (JsonParser.parse(text) instanceof Map<?, ?> message && wanted.test(message)) {
                return message;
            }
        }
    }

    String next() throws InterruptedException {
        String text = inbox.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("Nothing came within " + PATIENCE);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        if (webSocket != null) {
            webSocket.abort();
        } else {
            socket().close();
        }
    }
}
