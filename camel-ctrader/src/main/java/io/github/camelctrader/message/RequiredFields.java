package io.github.camelctrader.message;

import com.google.protobuf.Message;
import io.github.camelctrader.client.InvalidRequestException;
import java.util.List;
import java.util.Set;

/** Refuses a request that lacks what the protocol requires, before the server does. */
public final class RequiredFields {
    private RequiredFields() {}

    /**
     * @throws InvalidRequestException naming every field that is missing
     */
    public static Message complete(Message.Builder request) {
        check(request, Set.of());
        return request.build();
    }

    /**
     * @param toCome fields that are filled in later
     * @throws InvalidRequestException naming every field that is missing and not to come
     */
    public static void check(Message.Builder request, Set<String> toCome) {
        List<String> missing = request.findInitializationErrors().stream()
                .filter(field -> !toCome.contains(field))
                .toList();
        if (!missing.isEmpty()) {
            throw InvalidRequests.refuse(
                    missing.get(0),
                    "(absent)",
                    request.getDescriptorForType().getName() + " needs " + String.join(", ", missing));
        }
    }
}
