package io.github.camelctrader.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Checks the texts of requests. Protobuf sends a text as UTF-8 and silently puts a question mark for each character that cannot be
 * encoded, so that the server would receive, and show later, another text than the caller's.
 */
public final class RequestTexts {
    private static final Set<String> SECRETS = Set.of("clientId", "clientSecret", "accessToken", "refreshToken");

    private RequestTexts() {}

    /**
     * Refuses a request with a text that would reach the server changed.
     *
     * @param request required fields may be missing
     * @throws InvalidRequestException naming the first such field
     */
    public static void check(Message request) {
        for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.STRING
                    && !field.isRepeated()
                    && request.hasField(field)) {
                String text = (String) request.getField(field);
                checkText(field.getName(), text);
                Message decoded = request.toBuilder().setField(field, text).buildPartial();
                if (!decoded.toByteString().equals(request.toByteString())) {
                    throw refusal(field.getName(), text, "is no valid UTF-8, and would reach the server changed");
                }
            }
        }
    }

    /**
     * Refuses a text that has no form in UTF-8.
     *
     * @param field the name under which the user knows it
     * @throws InvalidRequestException when it has half of a surrogate pair
     */
    public static void checkText(String field, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refusal(
                    field,
                    text,
                    "has half of a surrogate pair, as a text that was cut off in the middle of a character, and would reach the"
                            + " server changed");
        }
    }

    private static InvalidRequestException refusal(String field, String text, String rule) {
        String shown = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new InvalidRequestException(field, SECRETS.contains(field) ? "(secret)" : shown, rule);
    }
}
