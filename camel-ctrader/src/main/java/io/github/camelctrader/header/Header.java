package io.github.camelctrader.header;

import io.github.camelctrader.CTraderConstants;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The headers that events and answers bring, in the order of their names, upper and lower case being the same. */
enum Header {
    ACCOUNT_ID(CTraderConstants.ACCOUNT_ID),
    ASK(CTraderConstants.ASK),
    BID(CTraderConstants.BID),
    BOOK_RESET(CTraderConstants.BOOK_RESET),
    CLIENT_MSG_ID(CTraderConstants.CLIENT_MSG_ID),
    CLIENT_ORDER_ID(CTraderConstants.CLIENT_ORDER_ID),
    CLOSED(CTraderConstants.CLOSED),
    CONFLATED(CTraderConstants.CONFLATED),
    ENVIRONMENT(CTraderConstants.ENVIRONMENT),
    ERROR_CODE(CTraderConstants.ERROR_CODE),
    ERROR_DESCRIPTION(CTraderConstants.ERROR_DESCRIPTION),
    EXECUTION_TYPE(CTraderConstants.EXECUTION_TYPE),
    GAP_FROM(CTraderConstants.GAP_FROM),
    GAP_TO(CTraderConstants.GAP_TO),
    INCOMPLETE(CTraderConstants.INCOMPLETE),
    MESSAGE_TYPE(CTraderConstants.MESSAGE_TYPE),
    ORDER_ID(CTraderConstants.ORDER_ID),
    PAYLOAD_TYPE(CTraderConstants.PAYLOAD_TYPE),
    PERIOD(CTraderConstants.PERIOD),
    POSITION_ID(CTraderConstants.POSITION_ID),
    RECOVERED(CTraderConstants.RECOVERED),
    SYMBOL_ID(CTraderConstants.SYMBOL_ID),
    SYMBOL_NAME(CTraderConstants.SYMBOL_NAME),
    TIMESTAMP(CTraderConstants.TIMESTAMP),
    MESSAGE_TIMESTAMP(Exchange.MESSAGE_TIMESTAMP);

    private static final Map<String, Header> BY_NAME = new HashMap<>();
    private static final Map<String, Header> IN_ANY_CASE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        for (Header header : values()) {
            BY_NAME.put(header.text, header);
            IN_ANY_CASE.put(header.text, header);
        }
    }

    private final String text;

    Header(String text) {
        this.text = text;
    }

    /** The one of that name, upper and lower case being the same; null when there is none. */
    static @Nullable Header named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Header header = BY_NAME.get(name);
        return header == null ? IN_ANY_CASE.get(name) : header;
    }

    /** The name on the message. */
    String text() {
        return text;
    }
}
