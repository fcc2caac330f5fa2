package io.github.camelctrader.producer;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.Facts;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.validation.AskedRequest;
import io.github.camelctrader.client.validation.ProtectionFields;
import io.github.camelctrader.client.validation.SymbolFields;
import io.github.camelctrader.message.AccountIds;
import io.github.camelctrader.message.InvalidRequests;
import io.github.camelctrader.message.JsonText;
import io.github.camelctrader.message.MapToMessage;
import io.github.camelctrader.message.RequestTypes;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/** Reads what an exchange asks for out of its body, its headers and the options of its endpoint. */
public final class RequestReader {
    private static final String ACCOUNT_ID = "ctidTraderAccountId";

    private final @Nullable String messageType;
    private final @Nullable Long accountId;
    private final boolean pinned;

    /**
     * @param messageType the endpoint's option, or null
     * @param accountId account of requests that name none, or null
     * @param pinned whether requests must not name another account
     */
    public RequestReader(@Nullable String messageType, @Nullable Long accountId, boolean pinned) {
        this.messageType = messageType;
        this.accountId = accountId;
        this.pinned = pinned;
    }

    /**
     * @throws InvalidRequestException when the exchange asks for nothing that the protocol has
     * @throws InvalidPayloadException when the body is no message or map and cannot be read as text
     */
    AskedRequest read(Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getIn().getBody();
        if (isLeftOver(body) && namesRequestWithoutFields(exchange)) {
            body = null;
        }
        AskedRequest asked;
        if (body instanceof Message message) {
            asked = typed(message.toBuilder());
        } else if (body instanceof Message.Builder builder) {
            asked = typed(builder.clone());
        } else {
            asked = worded(exchange, values(exchange, body));
        }
        fillInAccount(exchange, asked.request());
        return asked;
    }

    /** An event or an answer, which a route that goes on to ask for something has in its body. */
    private static boolean isLeftOver(@Nullable Object body) {
        return body instanceof Facts || body instanceof Message message && !RequestTypes.isRequest(message);
    }

    private boolean namesRequestWithoutFields(Exchange exchange) {
        String header = exchange.getIn().getHeader(CTraderConstants.MESSAGE_TYPE, String.class);
        boolean named = messageType != null || header != null && RequestTypes.isRequestName(header);
        return named && needsNoFields(RequestTypes.of(CTraderConstants.MESSAGE_TYPE, header, messageType));
    }

    /** A request with a list asks for what the list says: empty, it asks for nothing. */
    private static boolean needsNoFields(Message prototype) {
        return prototype.getDescriptorForType().getFields().stream()
                .allMatch(field -> field.getName().equals(ACCOUNT_ID) || !field.isRequired() && !field.isRepeated());
    }

    private AskedRequest worded(Exchange exchange, Map<String, @Nullable Object> values) {
        Message prototype = RequestTypes.of(
                CTraderConstants.MESSAGE_TYPE,
                exchange.getIn().getHeader(CTraderConstants.MESSAGE_TYPE, String.class),
                messageType);
        SymbolFields terms = SymbolFields.take(prototype.getDescriptorForType(), values);
        ProtectionFields.take(prototype.getDescriptorForType(), values);
        return new AskedRequest(MapToMessage.toBuilder(prototype, values), terms);
    }

    private AskedRequest typed(Message.Builder request) {
        Message type = request.getDefaultInstanceForType();
        if (!RequestTypes.isRequest(type)) {
            throw InvalidRequests.refuse(
                    "body",
                    type.getDescriptorForType().getName(),
                    "must be a request, a map, JSON text or empty; an event or an answer is left out only in front of a"
                            + " request that needs no fields, and that messageType names");
        }
        if (messageType != null
                && RequestTypes.ofOption(messageType).getDescriptorForType() != type.getDescriptorForType()) {
            throw InvalidRequests.refuse(
                    "messageType",
                    messageType,
                    "contradicts the body, which is a "
                            + type.getDescriptorForType().getName());
        }
        return new AskedRequest(request, SymbolFields.NONE);
    }

    /** Names the account of a request: the one of the header, else that of the endpoint, unless the request does it itself. */
    public void fillInAccount(Exchange exchange, Message.Builder request) {
        FieldDescriptor account = request.getDescriptorForType().findFieldByName(ACCOUNT_ID);
        boolean named = account != null && request.hasField(account);
        boolean wanted = account != null && !named;
        if (named) {
            refuseOther(ACCOUNT_ID, (Long) request.getField(account));
        }
        Object header = exchange.getIn().getHeader(CTraderConstants.ACCOUNT_ID);
        Long id = accountId;
        if (header != null && (wanted || pinned)) {
            id = AccountIds.of(CTraderConstants.ACCOUNT_ID, header);
            refuseOther(CTraderConstants.ACCOUNT_ID, id);
        }
        if (wanted && id != null) {
            request.setField(account, id);
        }
    }

    private void refuseOther(String field, long id) {
        if (pinned && accountId != null && accountId != id) {
            throw InvalidRequests.refuse(
                    field,
                    id,
                    "contradicts accountId = " + accountId + ", and with pinAccount = true it is the only account");
        }
    }

    /** An object of the user's as a map, where the application has a converter for it; null for what is read as text. */
    private static @Nullable Map<?, ?> converted(Exchange exchange, Object body) {
        boolean text = body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof WrappedFile
                || body instanceof StreamCache;
        return text ? null : exchange.getContext().getTypeConverter().tryConvertTo(Map.class, exchange, body);
    }

    private static Map<String, @Nullable Object> values(Exchange exchange, @Nullable Object body)
            throws InvalidPayloadException {
        if (body == null) {
            return new LinkedHashMap<>();
        }
        Map<?, ?> map = body instanceof Map<?, ?> given ? given : converted(exchange, body);
        if (map == null) {
            return JsonText.readObject(exchange.getIn().getMandatoryBody(String.class));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw InvalidRequests.refuse("body", String.valueOf(name), "must have texts as its keys");
            }
            values.put(text, value);
        });
        return values;
    }
}
