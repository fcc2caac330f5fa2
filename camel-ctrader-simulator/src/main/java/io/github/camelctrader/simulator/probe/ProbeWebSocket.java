package io.github.camelctrader.simulator.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket to the server, without extensions and subprotocols; its certificate and name are verified. */
final class ProbeWebSocket implements WebSocket.Listener, AutoCloseable {
    /**
     * What came.
     *
     * @param kind "text", "binary", "pong" or "end"
     * @param text of a text
     * @param bytes of the others
     */
    record Part(String kind, String text, byte[] bytes) {}

    private final LinkedBlockingQueue<Part> inbox = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ProbeTarget target;
    private final WebSocket socket;

    ProbeWebSocket(ProbeTarget target, int port) throws ProbeException {
        this.target = target;
        String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
        try {
            socket = HttpClient.newBuilder()
                    .sslContext(target.tls().context())
                    .connectTimeout(target.patience())
                    .build()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("wss://" + host + ":" + port + "/"), this)
                    .join();
        } catch (CompletionException e) {
            throw new ProbeException("no WebSocket", e);
        }
    }

    void sendText(String message) {
        socket.sendText(message, true).join();
    }

    void sendBinary(byte... message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    void sendPing(byte... content) {
        socket.sendPing(ByteBuffer.wrap(content)).join();
    }

    /** The next thing that comes. */
    Part next() throws ProbeException {
        try {
            Part part = inbox.poll(target.patience().toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(part).orElseThrow(() -> new ProbeException("no answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProbeException("interrupted", e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            inbox.add(new Part("text", text.toString(), new byte[0]));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        return take(from, "binary", part);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer content) {
        return take(from, "pong", content);
    }

    private @Nullable CompletionStage<?> take(WebSocket from, String kind, ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        inbox.add(new Part(kind, "", bytes));
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        inbox.add(new Part("end", "", new byte[0]));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        inbox.add(new Part("end", "", new byte[0]));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
