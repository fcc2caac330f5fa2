package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.InvalidRequestException;
import java.util.List;

/** Refuses a request that lacks what the protocol requires, before the server does. */
final class RequiredFields {
    private RequiredFields() {}

    /**
     * @throws InvalidRequestException naming every field that is missing
     */
    static Message complete(Message.Builder request) {
        List<String> missing = request.findInitializationErrors();
        if (!missing.isEmpty()) {
            throw Refusals.refuse(
                    missing.get(0),
                    "(absent)",
                    request.getDescriptorForType().getName() + " needs " + String.join(", ", missing));
        }
        return request.build();
    }
}
