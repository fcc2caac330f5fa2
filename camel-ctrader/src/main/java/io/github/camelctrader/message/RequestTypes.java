package io.github.camelctrader.message;

import com.google.protobuf.Message;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the type of request that a name stands for. */
public final class RequestTypes {
    private static final String OPTION = "messageType";
    private static final String UNKNOWN_MESSAGE = "ProtoMessage";

    private RequestTypes() {}

    /** Whether a message is a request of the schema. */
    public static boolean isRequest(Message message) {
        return message.getDescriptorForType().getName().endsWith("Req")
                && PayloadTypes.schema()
                                .prototype(message.getDescriptorForType().getName())
                        != null;
    }

    /** Whether a text names a request, with or without ProtoOA. */
    public static boolean isRequestName(String name) {
        Message prototype = PayloadTypes.schema().prototype(name);
        return prototype != null && isRequest(prototype);
    }

    /**
     * The request that the option names.
     *
     * @throws InvalidRequestException when it names none
     */
    public static Message ofOption(String option) {
        Message prototype = PayloadTypes.schema().prototype(option);
        if (prototype == null || !isRequest(prototype)) {
            throw new InvalidRequestException(OPTION, option, "must be one of " + known());
        }
        return prototype;
    }

    /**
     * The request that the header names, otherwise that of the option. A header that names an event or an answer is ignored: it
     * came along the route with an earlier message.
     *
     * @param headerName the name of the header, for the exception
     * @throws InvalidRequestException when neither names a request, and when the header names nothing at all
     */
    public static Message of(String headerName, @Nullable String header, @Nullable String option) {
        if (header != null) {
            Message prototype = PayloadTypes.schema().prototype(header);
            if (prototype != null && isRequest(prototype)) {
                return prototype;
            }
            if (prototype == null && !EventTypes.isEvent(header) && !header.equals(UNKNOWN_MESSAGE)) {
                throw new InvalidRequestException(headerName, header, "must be one of " + known());
            }
        }
        if (option == null) {
            throw new InvalidRequestException(
                    OPTION,
                    "(absent)",
                    "the body does not say which request it is: name it in the option or in the header " + headerName);
        }
        return ofOption(option);
    }

    private static String known() {
        return PayloadTypes.schema().prototypes().stream()
                .filter(RequestTypes::isRequest)
                .map(PayloadTypes::shortName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
