package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import io.github.camelctrader.simulator.wire.JsonText;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.Locale;

/** Entries of a journal as text: one readable line, or one JSON object. Tokens and secrets are masked in both. */
public final class JournalText {
    private JournalText() {}

    /** A readable line: connection, direction and message; of a refusal its code and reason. */
    static String line(JournalEntry entry) {
        String place = String.format(Locale.ROOT, "%-4s #%d ", entry.environment(), entry.connection());
        String id = entry.clientMsgId() == null ? "" : " [" + entry.clientMsgId() + "]";
        return switch (entry.direction()) {
            case RECEIVED -> place + "<- " + PayloadTypes.name(entry.payloadType()) + id + content(entry.message());
            case SENT -> place + "-> " + PayloadTypes.name(entry.payloadType()) + id + content(entry.message());
            case EXECUTED -> place + "   executed " + PayloadTypes.name(entry.payloadType()) + id;
            case FAULT -> place + "   fault " + entry.fault();
            case OPENED -> place + "   opened";
            case CLOSED -> place + "   closed";
            case SILENCED -> place + "   silenced";
        };
    }

    private static String content(@org.jspecify.annotations.Nullable Message message) {
        if (message == null) {
            return "";
        }
        if (message instanceof ProtoOAErrorRes error) {
            return " REFUSED " + error.getErrorCode() + ": " + error.getDescription();
        }
        if (message instanceof ProtoOAOrderErrorEvent error) {
            return " REFUSED " + error.getErrorCode() + ": " + error.getDescription();
        }
        if (message instanceof ProtoErrorRes error) {
            return " REFUSED " + error.getErrorCode() + ": " + error.getDescription();
        }
        return " " + JsonText.of(message);
    }

    /**
     * One JSON object without a line break.
     *
     * @param entry what happened
     * @param millis when, in Unix ms
     */
    public static String json(JournalEntry entry, long millis) {
        StringBuilder text = new StringBuilder("{\"time\":").append(millis);
        text.append(",\"sequence\":").append(entry.sequence());
        text.append(",\"environment\":")
                .append(JsonText.quoted(entry.environment().toString()));
        text.append(",\"connection\":").append(entry.connection());
        text.append(",\"direction\":").append(JsonText.quoted(entry.direction().name()));
        if (entry.payloadType() != 0) {
            text.append(",\"payloadType\":").append(entry.payloadType());
            text.append(",\"name\":").append(JsonText.quoted(PayloadTypes.name(entry.payloadType())));
        }
        if (entry.clientMsgId() != null) {
            text.append(",\"clientMsgId\":").append(JsonText.quoted(entry.clientMsgId()));
        }
        if (entry.fault() != null) {
            text.append(",\"fault\":").append(JsonText.quoted(entry.fault().toString()));
        }
        if (entry.message() != null) {
            text.append(",\"message\":").append(JsonText.of(entry.message()));
        }
        return text.append('}').toString();
    }
}
