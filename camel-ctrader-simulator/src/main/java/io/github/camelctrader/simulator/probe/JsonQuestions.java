package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.wire.Frames;
import io.github.camelctrader.simulator.wire.JsonEncoding;
import io.github.camelctrader.simulator.wire.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The JSON variant, on a port of its own. */
final class JsonQuestions {
    private static final JsonEncoding ENCODING = new JsonEncoding(Set.of());
    private static final String NUMBER = "a number";
    private static final String TEXT = "a text";

    private final int port;

    JsonQuestions(int port) {
        this.port = port;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "1.2, 1.3",
                        "A request in JSON over WebSocket",
                        "a text: clientMsgId, payload, payloadType",
                        this::members),
                new Question(
                        "1.3, 11.6",
                        "An enumeration in a JSON answer",
                        NUMBER,
                        Map.of(TEXT, "ENUMS_AS_NAMES"),
                        harness -> kind(accounts(harness).get("permissionScope"))),
                new Question(
                        "1.3, 11.6",
                        "A number of 64 bits in a JSON answer",
                        NUMBER,
                        Map.of(TEXT, "LONGS_AS_TEXT"),
                        harness -> accounts(harness).get("ctidTraderAccount") instanceof List<?> all
                                        && !all.isEmpty()
                                        && all.get(0) instanceof Map<?, ?> first
                                ? kind(first.get("ctidTraderAccountId"))
                                : "no account"),
                new Question(
                        "1.3, 11.6",
                        "A request in JSON over TCP, on a line of its own",
                        "answered on a line of its own",
                        this::overTcp));
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "absent" : value instanceof Number ? NUMBER : value instanceof String ? TEXT : "other";
    }

    private static String json(Message request) {
        return new String(ENCODING.encode(Frames.envelope(request, "probe-json")), StandardCharsets.UTF_8);
    }

    private static Map<?, ?> next(ProbeWebSocket socket) throws ProbeException {
        ProbeWebSocket.Part part = socket.next();
        try {
            if ("text".equals(part.kind()) && JsonParser.parse(part.text()) instanceof Map<?, ?> members) {
                return members;
            }
        } catch (IllegalArgumentException e) {
            throw new ProbeException("a text that is no JSON", e);
        }
        throw new ProbeException(part.kind());
    }

    private String members(ProbeHarness harness) throws ProbeException {
        try (ProbeWebSocket socket = new ProbeWebSocket(harness.target(), port)) {
            socket.sendText(json(harness.applicationAuth()));
            Set<String> names = new TreeSet<>();
            next(socket).keySet().forEach(name -> names.add(String.valueOf(name)));
            return "a text: " + String.join(", ", names);
        }
    }

    /** What the list of accounts holds. */
    private Map<?, ?> accounts(ProbeHarness harness) throws ProbeException {
        try (ProbeWebSocket socket = new ProbeWebSocket(harness.target(), port)) {
            socket.sendText(json(harness.applicationAuth()));
            next(socket);
            socket.sendText(json(harness.accountList()));
            return next(socket).get("payload") instanceof Map<?, ?> payload ? payload : Map.of();
        }
    }

    private String overTcp(ProbeHarness harness) throws ProbeException {
        ProbeTarget target = harness.target();
        try (Socket plain = new Socket()) {
            int patience = (int) target.patience().toMillis();
            plain.connect(new InetSocketAddress(target.host(), port), patience);
            try (SSLSocket socket = (SSLSocket)
                    target.tls().context().getSocketFactory().createSocket(plain, target.host(), port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.setSoTimeout(patience);
                socket.getOutputStream()
                        .write((json(harness.applicationAuth()) + "\n").getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                return line(new BufferedInputStream(socket.getInputStream()));
            }
        } catch (SocketTimeoutException e) {
            return "no answer";
        } catch (IOException e) {
            throw new ProbeException("cannot connect: " + e.getClass().getSimpleName(), e);
        }
    }

    private static String line(InputStream in) throws IOException {
        int first = in.read();
        if (first != '{') {
            return first < 0 ? "closed" : "answered by something that begins otherwise than an object";
        }
        int next = in.read();
        while (next >= 0 && next != '\n') {
            next = in.read();
        }
        return next < 0 ? "answered, then closed" : "answered on a line of its own";
    }
}
