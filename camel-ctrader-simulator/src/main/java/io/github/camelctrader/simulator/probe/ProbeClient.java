package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.simulator.wire.Frames;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One connection to the server: one request at a time, paced. Its certificate and name are always verified. For one thread. */
final class ProbeClient implements AutoCloseable {
    /** What an exception says when the server closed the connection. */
    static final String CLOSED = "connection closed";

    private static final int MAX_LENGTH = 15_000_000;
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final int HISTORY_FACTOR = 10;

    private final ProbeTarget target;
    private final UnknownFields unknown;
    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final LinkedBlockingQueue<Reply> inbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long endedAt;
    private long free = System.nanoTime();
    private int requests;

    /**
     * Connects.
     *
     * @param target the server
     * @param unknown told of all that comes
     * @param protocols versions of TLS that may be agreed on; none for those of the Java runtime
     * @throws IOException when there is no server, or its certificate is not trusted or is for another name
     */
    ProbeClient(ProbeTarget target, UnknownFields unknown, String... protocols) throws IOException {
        this.target = target;
        this.unknown = unknown;
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(target.host(), target.port()), (int) CONNECT.toMillis());
        socket = (SSLSocket)
                target.tls().context().getSocketFactory().createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) CONNECT.toMillis());
        socket.startHandshake();
        socket.setSoTimeout(0);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        Thread reader = new Thread(this::read, "ctrader-probe-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** The version of TLS that was agreed on. */
    String protocol() {
        return socket.getSession().getProtocol();
    }

    private void read() {
        try {
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > MAX_LENGTH) {
                    throw new IOException("a frame of " + length + " bytes");
                }
                byte[] frame = new byte[length];
                in.readFully(frame);
                Reply reply = Reply.of(ProtoMessage.parseFrom(frame));
                unknown.look(reply);
                inbox.add(reply);
            }
        } catch (IOException e) {
            // However it ended: what is asked of the server then is answered by "closed".
            endedAt = System.nanoTime();
            ended.set(true);
        }
    }

    /** Sends a request and returns its id. */
    String send(Message request) throws ProbeException {
        return send(request, "probe-" + ++requests);
    }

    /** The same with an id of choice. */
    String send(Message request, String id) throws ProbeException {
        int type = PayloadTypes.of(request);
        pace(PayloadTypes.isHistorical(type) ? HISTORY_FACTOR : 1);
        byte[] bytes = Frames.envelope(request, id).toByteArray();
        write(bytes.length, bytes);
        return id;
    }

    /** Sends a frame that may be none: any length, any bytes. */
    void write(int length, byte... bytes) throws ProbeException {
        try {
            out.writeInt(length);
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new ProbeException(CLOSED, e);
        }
    }

    /** Sends requests without a pause between them, and returns their ids; at most a few, since the server's limit counts them all. */
    List<String> together(Message... messages) throws ProbeException {
        List<String> ids = new ArrayList<>();
        for (Message message : messages) {
            byte[] bytes = Frames.envelope(message, "probe-" + ++requests).toByteArray();
            write(bytes.length, bytes);
            ids.add("probe-" + requests);
        }
        pace(messages.length);
        return ids;
    }

    private void pace(int factor) {
        long now = System.nanoTime();
        while (free - now > 0) {
            LockSupport.parkNanos(free - now);
            now = System.nanoTime();
        }
        free = now + target.pace().toNanos() * factor;
    }

    /** The first answer to a request. */
    Reply ask(Message request) throws ProbeException {
        String id = send(request);
        return await(reply -> reply.answers(id));
    }

    /** The first message that fits; those before it are dropped. */
    Reply await(Predicate<Reply> wanted) throws ProbeException {
        List<Reply> all = until(wanted);
        return all.get(all.size() - 1);
    }

    /** Everything up to the first message that fits, this one included. */
    List<Reply> until(Predicate<Reply> wanted) throws ProbeException {
        List<Reply> all = within(target.patience(), wanted);
        if (all.isEmpty() || !wanted.test(all.get(all.size() - 1))) {
            throw new ProbeException(isEnded() ? CLOSED : "no answer");
        }
        return all;
    }

    /** Everything up to the first message that fits; less when a time is over or the server closed. The predicate sees each message once or twice. */
    List<Reply> within(Duration time, Predicate<Reply> wanted) throws ProbeException {
        List<Reply> all = new ArrayList<>();
        long deadline = System.nanoTime() + time.toNanos();
        Optional<Reply> reply = next(deadline);
        while (reply.isPresent()) {
            all.add(reply.get());
            if (wanted.test(reply.get())) {
                return all;
            }
            reply = next(deadline);
        }
        return all;
    }

    /** The next message; nothing when it is too late or the server closed. */
    private Optional<Reply> next(long deadline) throws ProbeException {
        while (true) {
            boolean over = ended.get();
            long left = Math.min(deadline - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(50));
            try {
                Reply reply = inbox.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
                if (reply != null || over || System.nanoTime() - deadline >= 0) {
                    return Optional.ofNullable(reply);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProbeException("interrupted", e);
            }
        }
    }

    boolean isEnded() {
        return ended.get() && inbox.isEmpty();
    }

    /** When the server closed it, monotonic; of no meaning before. */
    long endedAt() {
        return endedAt;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
