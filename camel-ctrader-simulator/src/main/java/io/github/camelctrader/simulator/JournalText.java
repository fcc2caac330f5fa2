package io.github.camelctrader.simulator;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Entries of a journal as text: one readable line, or one JSON object. Tokens and secrets are masked in both. */
final class JournalText {
    private static final Set<String> SECRETS = Set.of("accessToken", "refreshToken", "clientSecret", "clientId");
    private static final String MASK = "***";

    private JournalText() {}

    /** A line for people: who, which way, what; of a refusal its code and reason. */
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
        return " " + json(message);
    }

    /** One JSON object without a line break. */
    static String json(JournalEntry entry, long millis) {
        StringBuilder text = new StringBuilder("{\"time\":").append(millis);
        text.append(",\"sequence\":").append(entry.sequence());
        text.append(",\"environment\":").append(quoted(entry.environment().toString()));
        text.append(",\"connection\":").append(entry.connection());
        text.append(",\"direction\":").append(quoted(entry.direction().name()));
        if (entry.payloadType() != 0) {
            text.append(",\"payloadType\":").append(entry.payloadType());
            text.append(",\"name\":").append(quoted(PayloadTypes.name(entry.payloadType())));
        }
        if (entry.clientMsgId() != null) {
            text.append(",\"clientMsgId\":").append(quoted(entry.clientMsgId()));
        }
        if (entry.fault() != null) {
            text.append(",\"fault\":").append(quoted(entry.fault().toString()));
        }
        if (entry.message() != null) {
            text.append(",\"message\":").append(json(entry.message()));
        }
        return text.append('}').toString();
    }

    private static String json(Message message) {
        return message.getAllFields().entrySet().stream()
                .map(field -> quoted(field.getKey().getName()) + ":" + value(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(FieldDescriptor field, Object value) {
        if (SECRETS.contains(field.getName())) {
            return quoted(MASK);
        }
        if (value instanceof List<?> values) {
            return values.stream().map(JournalText::single).collect(Collectors.joining(",", "[", "]"));
        }
        return single(value);
    }

    private static String single(Object value) {
        if (value instanceof Message part) {
            return json(part);
        }
        if (value instanceof EnumValueDescriptor constant) {
            return quoted(constant.getName());
        }
        if (value instanceof ByteString bytes) {
            return quoted(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
