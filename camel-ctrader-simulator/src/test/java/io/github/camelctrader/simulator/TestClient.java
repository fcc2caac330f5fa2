package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The plainest client that speaks the protocol on either transport: a blocking socket and a thread that reads. Its framing is its own. */
final class TestClient implements AutoCloseable {
    /** The two ways to reach the same port. */
    enum Transport {
        TCP,
        WEBSOCKET
    }

    /** A message as it came. */
    record Received(int payloadType, @Nullable String clientMsgId, ProtoMessage envelope) {
        <T extends Message> T as(T prototype) {
            if (PayloadTypes.of(prototype) != payloadType) {
                throw new AssertionError("Got " + PayloadTypes.name(payloadType) + ": " + describe());
            }
            try {
                @SuppressWarnings("unchecked") // parsers give what they are of
                T message = (T) prototype.getParserForType().parseFrom(envelope.getPayload());
                return message;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String describe() {
            return PayloadTypes.prototype(payloadType)
                    .map(prototype -> as(prototype).toString())
                    .orElse("unknown");
        }
    }

    private static final int MAX_LENGTH = 15_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final @Nullable TestWebSocket webSocket;
    private final LinkedBlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
    private final List<Received> log = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile @Nullable IOException end;
    private int requests;

    TestClient(CTraderSimulator simulator, SimulatorEnvironment environment) throws IOException {
        this(simulator, environment, Transport.TCP);
    }

    TestClient(CTraderSimulator simulator, SimulatorEnvironment environment, Transport transport) throws IOException {
        socket = (SSLSocket) simulator
                .clientSslContext()
                .getSocketFactory()
                .createSocket(simulator.host(), simulator.port(environment));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        webSocket = transport == Transport.WEBSOCKET ? new TestWebSocket(in, out) : null;
        if (webSocket != null) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(webSocket.upgrade("/")).startsWith("HTTP/1.1 101 ");
            socket.setSoTimeout(0);
        }
        reader = new Thread(this::read, "test-client");
        reader.setDaemon(true);
        reader.start();
    }

    static TestClient demo(CTraderSimulator simulator) throws IOException {
        return new TestClient(simulator, SimulatorEnvironment.DEMO);
    }

    /** With application and account authorised. */
    static TestClient authorised(CTraderSimulator simulator, long accountId) throws Exception {
        TestClient client = demo(simulator).withApplication();
        client.authorise(accountId);
        return client;
    }

    TestClient withApplication() throws Exception {
        request(applicationAuth(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET));
        return this;
    }

    Received authorise(long accountId) throws Exception {
        return request(accountAuth(accountId, SimulatorDefaults.ACCESS_TOKEN));
    }

    static ProtoOAApplicationAuthReq applicationAuth(String clientId, String clientSecret) {
        return ProtoOAApplicationAuthReq.newBuilder()
                .setClientId(clientId)
                .setClientSecret(clientSecret)
                .build();
    }

    static ProtoOAAccountAuthReq accountAuth(long accountId, String token) {
        return ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setAccessToken(token)
                .build();
    }

    private void read() {
        try {
            while (true) {
                ProtoMessage envelope = ProtoMessage.parseFrom(receive());
                Received received = new Received(
                        envelope.getPayloadType(),
                        envelope.hasClientMsgId() ? envelope.getClientMsgId() : null,
                        envelope);
                log.add(received);
                inbox.add(received);
            }
        } catch (IOException e) {
            end = e;
        }
    }

    private byte[] receive() throws IOException {
        if (webSocket != null) {
            return webSocket.receiveMessage();
        }
        byte[] frame = new byte[checked(in.readInt())];
        in.readFully(frame);
        return frame;
    }

    /** A length this client takes. */
    static int checked(long length) throws IOException {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("length " + length);
        }
        return (int) length;
    }

    /** The WebSocket below, of a client that has one. */
    TestWebSocket webSocket() {
        return Objects.requireNonNull(webSocket);
    }

    /** How the connection ended: {@link EOFException} for an orderly end; {@code null} while it lasts. */
    @Nullable
    IOException end() {
        return end;
    }

    /** Waits until the server has ended the connection. */
    IOException awaitEnd() throws InterruptedException {
        reader.join(PATIENCE.toMillis());
        IOException how = end;
        if (how == null) {
            throw new AssertionError("The connection is still open");
        }
        return how;
    }

    /** Everything that came so far. */
    List<Received> log() {
        return List.copyOf(log);
    }

    static byte[] frame(int payloadType, byte[] payload, @Nullable String id) {
        byte[] body = envelope(payloadType, payload, id);
        return ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    static byte[] envelope(int payloadType, byte[] payload, @Nullable String id) {
        ProtoMessage.Builder envelope = ProtoMessage.newBuilder()
                .setPayloadType(payloadType)
                .setPayload(com.google.protobuf.ByteString.copyFrom(payload));
        if (id != null) {
            envelope.setClientMsgId(id);
        }
        return envelope.build().toByteArray();
    }

    void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends without waiting; returns the id. */
    String send(Message message) throws IOException {
        String id = "request-" + ++requests;
        if (webSocket == null) {
            sendBytes(frame(PayloadTypes.of(message), message.toByteArray(), id));
        } else {
            webSocket.sendMessage(envelope(PayloadTypes.of(message), message.toByteArray(), id));
        }
        return id;
    }

    /** Sends a request several times, over TCP in one write; returns the ids. */
    List<String> sendAtOnce(Message message, int count) throws IOException {
        if (webSocket != null) {
            List<String> sent = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                sent.add(send(message));
            }
            return sent;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String id = "request-" + ++requests;
            ids.add(id);
            bytes.writeBytes(frame(PayloadTypes.of(message), message.toByteArray(), id));
        }
        sendBytes(bytes.toByteArray());
        return ids;
    }

    /** Sends and waits for the first message with the same id. */
    Received request(Message message) throws Exception {
        String id = send(message);
        return awaitThat(received -> id.equals(received.clientMsgId()));
    }

    /** The error a request is refused with. */
    ProtoOAErrorRes refusal(Message message) throws Exception {
        return request(message).as(ProtoOAErrorRes.getDefaultInstance());
    }

    /** The order error a trade request is refused with. */
    ProtoOAOrderErrorEvent orderError(Message message) throws Exception {
        return request(message).as(ProtoOAOrderErrorEvent.getDefaultInstance());
    }

    /** The next message that fits; those before it are dropped from the inbox. */
    Received awaitThat(Predicate<Received> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Received received = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (received == null) {
                throw new AssertionError("Nothing that fits came within " + PATIENCE + ", end of connection: " + end);
            }
            if (wanted.test(received)) {
                return received;
            }
        }
    }

    <T extends Message> T await(T prototype) throws InterruptedException {
        return awaitThat(received -> received.payloadType() == PayloadTypes.of(prototype))
                .as(prototype);
    }

    /** The next messages of a type. */
    <T extends Message> List<T> await(T prototype, int count) throws InterruptedException {
        List<T> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(await(prototype));
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
