package io.github.camelctrader.simulator.server;

import com.google.protobuf.ByteString;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.session.Session;
import io.github.camelctrader.simulator.wire.Frames;
import java.util.HexFormat;

/** What the faults of connections do to one. */
final class LinkFaults {
    private static final int FUTURE_PAYLOAD_TYPE = 9999;

    private static final byte TEXT_MESSAGE = (byte) 0x81;

    private static final byte[] GARBAGE = bytes("00000005 ffffffffff");
    private static final byte[] GARBAGE_MESSAGE = bytes("8205 ffffffffff");
    private static final byte[] OVERSIZED = bytes("7fffffff 08");
    private static final byte[] OVERSIZED_MESSAGE = bytes("827f 000000007fffffff 08");
    private static final byte[] NEGATIVE = bytes("ffffffff 08");
    private static final byte[] NEGATIVE_MESSAGE = bytes("827f ffffffffffffffff 08");
    /** "junk", a line, and an object that does not end: lines have no length. */
    private static final byte[] GARBAGE_LINE = bytes("6a756e6b 0a");

    private static final byte[] ENDLESS_LINE = bytes("7b22");

    private LinkFaults() {}

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] raw(ClientConnection connection, byte[] frame, byte[] message, byte[] line) {
        return switch (connection.framing()) {
            case LENGTH -> frame;
            case LINES -> line;
            case BINARY_MESSAGES -> message;
            case TEXT_MESSAGES -> {
                byte[] text = message.clone();
                text[0] = TEXT_MESSAGE;
                yield text;
            }
        };
    }

    static void meet(Fault fault, ClientConnection connection, Session session) {
        switch (fault) {
            case CUT_RST -> connection.cut(CutKind.RST);
            case CUT_FIN -> connection.cut(CutKind.FIN);
            case HALF_OPEN -> connection.cut(CutKind.SILENCE);
            case STALL_READING -> connection.stopReading();
            case STALL_WRITING -> connection.stopWriting();
            case GARBAGE_FRAME -> connection.sendRaw(raw(connection, GARBAGE, GARBAGE_MESSAGE, GARBAGE_LINE));
            case OVERSIZED_FRAME -> connection.sendRaw(raw(connection, OVERSIZED, OVERSIZED_MESSAGE, ENDLESS_LINE));
            case NEGATIVE_LENGTH -> connection.sendRaw(raw(connection, NEGATIVE, NEGATIVE_MESSAGE, ENDLESS_LINE));
            case UNKNOWN_PAYLOAD_TYPE ->
                connection.send(Frames.envelope(FUTURE_PAYLOAD_TYPE, ByteString.copyFromUtf8("from the future"), null));
            case ACCOUNT_DISCONNECT -> session.disconnectAccounts();
            case TOKEN_INVALIDATED -> session.invalidateTokens();
            case CLIENT_DISCONNECT -> session.disconnectClient();
            default -> throw new IllegalStateException(fault + " does nothing to connections");
        }
    }
}
