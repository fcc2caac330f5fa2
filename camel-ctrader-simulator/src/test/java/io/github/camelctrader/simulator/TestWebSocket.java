package io.github.camelctrader.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The client's end of a WebSocket (RFC 6455) over streams that are connected already: as little as tests need, nothing checked. */
final class TestWebSocket {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final byte[] MASK = {1, 2, 3, 4};

    /** A frame as it came, unless it is a close frame, which ends reading. */
    record Frame(int opcode, byte[] payload) {}

    private final DataInputStream in;
    private final OutputStream out;
    private volatile int closeStatus;

    TestWebSocket(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Asks for the upgrade; returns the first line of the answer. */
    String upgrade(String path) throws IOException {
        return http("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    /** Sends a request; returns the first line of the answer and reads the rest of its head. */
    String http(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String status = line();
        while (!line().isEmpty()) {
            // the head is of no interest
        }
        return status;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.readUnsignedByte();
        while (next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            next = in.readUnsignedByte();
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    void sendMessage(byte[] message) throws IOException {
        send(true, BINARY, message);
    }

    void send(boolean last, int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int index = 0; index < payload.length; index++) {
            frame.put((byte) (payload[index] ^ MASK[index % MASK.length]));
        }
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    /** The next whole message; an orderly end is an {@link EOFException}. */
    byte[] receiveMessage() throws IOException {
        Frame frame = receive();
        while (frame.opcode() != BINARY) {
            frame = receive();
        }
        return frame.payload();
    }

    Frame receive() throws IOException {
        int head = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[TestClient.checked(length)];
        in.readFully(payload);
        if ((head & 0x80) == 0 || (head & 0x70) != 0) {
            throw new AssertionError("The server sends fragments or extensions: " + head);
        }
        if ((head & 0xf) == CLOSE) {
            closeStatus = payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort();
            if (in.read() >= 0) {
                throw new AssertionError("The server went on after closing");
            }
            throw new EOFException("closed with status " + closeStatus);
        }
        return new Frame(head & 0xf, payload);
    }

    /** Status of the server's close frame, 0 before it came. */
    int closeStatus() {
        return closeStatus;
    }
}
