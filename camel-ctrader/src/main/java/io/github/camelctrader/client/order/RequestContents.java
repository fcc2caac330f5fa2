package io.github.camelctrader.client.order;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What an order request asks for, apart from its id. Two requests are compared by what was asked for and not by what was sent:
 * what the present state adds to a request changes when it is carried out.
 *
 * @param asked what is asked for in the protocol's words
 * @param words what is asked for in other words
 * @param fingerprint the same for the same contents, in every process
 */
record RequestContents(Message asked, String words, String fingerprint) {
    private static final String ID = "clientOrderId";
    private static final int FINGERPRINT_LENGTH = 40;

    static RequestContents of(Message asked, String words) {
        Message.Builder withoutId = asked.toBuilder();
        FieldDescriptor id = asked.getDescriptorForType().findFieldByName(ID);
        if (id != null) {
            withoutId.clearField(id);
        }
        Message plain = withoutId.buildPartial();
        return new RequestContents(plain, words, fingerprint(plain, words));
    }

    /** Whether an earlier operation asked for the same. */
    boolean areOf(OrderRecord earlier) {
        return earlier.contents() == null
                ? fit(earlier.request())
                : earlier.contents().equals(fingerprint);
    }

    /** How the earlier operation and this one differ, in words for the caller. */
    String differenceFrom(Message earlier) {
        return "belongs to an earlier request with other contents, " + shown(earlier, "") + ", and this is "
                + shown(asked, words) + ": a new request needs an id of its own";
    }

    /** Records of older versions hold only what was sent: all that is asked for, and what was added. */
    private boolean fit(Message sent) {
        if (!sent.getDescriptorForType().equals(asked.getDescriptorForType())) {
            return false;
        }
        for (Map.Entry<FieldDescriptor, Object> field : asked.getAllFields().entrySet()) {
            boolean removed = field.getValue() instanceof Number number && number.doubleValue() == 0;
            if (!(removed && !sent.hasField(field.getKey()))
                    && !field.getValue().equals(sent.getField(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static String shown(Message request, String words) {
        String fields = TextFormat.printer().shortDebugString(request);
        return PayloadTypes.shortName(request) + " {" + fields + (words.isEmpty() ? "" : " " + words) + "}";
    }

    private static String fingerprint(Message asked, String words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(asked.getDescriptorForType().getName().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(asked.toByteArray());
            digest.update((byte) 0);
            digest.update(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
