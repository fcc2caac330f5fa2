package io.github.camelctrader;

import com.google.protobuf.MessageOrBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Says in the spans of Camel's telemetry what a request was, what became of it, and which event a route got. Found by
 * {@code camel-telemetry} where the application has it. Shows no secret: the URI is shown as Camel hides it.
 */
public final class CTraderSpanDecorator extends AbstractSpanDecorator {
    /** The span of the request that an exchange makes, to tell it from that of the event that the exchange began with. */
    private static final String OF_REQUEST = "CamelCTraderSpanOfRequest";

    /** That the span of the event has begun: a route may send requests to the endpoint that it consumes from. */
    private static final String EVENT_SEEN = "CamelCTraderSpanOfEventBegun";

    private static final String MESSAGE_TYPE = "ctrader.message.type";
    private static final String REQUEST = "Req";
    private static final String PREFIX = "ProtoOA";

    private static final Map<String, String> OF_MESSAGES = new LinkedHashMap<>();

    static {
        OF_MESSAGES.put(CTraderConstants.ACCOUNT_ID, "ctrader.account");
        OF_MESSAGES.put(CTraderConstants.SYMBOL_ID, "ctrader.symbol");
        OF_MESSAGES.put(CTraderConstants.CLIENT_MSG_ID, "ctrader.client.msg.id");
        OF_MESSAGES.put(CTraderConstants.CLIENT_ORDER_ID, "ctrader.client.order.id");
        OF_MESSAGES.put(CTraderConstants.ORDER_ID, "ctrader.order");
        OF_MESSAGES.put(CTraderConstants.POSITION_ID, "ctrader.position");
        OF_MESSAGES.put(CTraderConstants.EXECUTION_TYPE, "ctrader.execution.type");
        OF_MESSAGES.put(CTraderConstants.ERROR_CODE, "ctrader.error.code");
    }

    @Override
    public String getComponent() {
        return "ctrader";
    }

    @Override
    public String getComponentClassName() {
        return CTraderComponent.class.getName();
    }

    /** Environment and type of message, of which there are few: {@code demo NewOrderReq}. */
    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        String environment = stripSchemeAndOptions(endpoint);
        String type = messageType(exchange, endpoint);
        return type == null ? environment : environment + " " + type;
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        tag(span, MESSAGE_TYPE, messageType(exchange, endpoint));
        if (isOfEvent(exchange, endpoint)) {
            exchange.setProperty(EVENT_SEEN, Boolean.TRUE);
            tagHeaders(span, exchange);
        } else {
            exchange.setProperty(OF_REQUEST, span);
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        if (exchange.getProperty(OF_REQUEST) != span) {
            // What the message is at the end of the route is not what the event was.
            return;
        }
        exchange.removeProperty(OF_REQUEST);
        if (exchange.isFailed()) {
            tag(span, "ctrader.error.code", exchange.getMessage().getHeader(CTraderConstants.ERROR_CODE));
        } else {
            tag(span, "ctrader.answer.type", exchange.getMessage().getHeader(CTraderConstants.MESSAGE_TYPE));
            tagHeaders(span, exchange);
        }
    }

    private static void tagHeaders(Span span, Exchange exchange) {
        OF_MESSAGES.forEach(
                (header, tag) -> tag(span, tag, exchange.getMessage().getHeader(header)));
    }

    private static void tag(Span span, String name, @Nullable Object value) {
        if (value != null) {
            span.setTag(name, value.toString());
        }
    }

    /** An exchange that a template made names the endpoint that it is sent to as its origin, but no route. */
    private static boolean isOfEvent(Exchange exchange, Endpoint endpoint) {
        return exchange.getFromEndpoint() == endpoint
                && exchange.getFromRouteId() != null
                && exchange.getProperty(EVENT_SEEN) == null;
    }

    private static @Nullable String messageType(Exchange exchange, Endpoint endpoint) {
        String header = exchange.getMessage().getHeader(CTraderConstants.MESSAGE_TYPE, String.class);
        if (isOfEvent(exchange, endpoint)) {
            return header;
        }
        if (exchange.getMessage().getBody() instanceof MessageOrBuilder body) {
            String ofBody = body.getDescriptorForType().getName();
            if (ofBody.endsWith(REQUEST)) {
                return shortName(ofBody);
            }
        }
        String named = endpoint instanceof CTraderEndpoint own ? own.getMessageType() : null;
        String wanted = header != null && header.endsWith(REQUEST) ? header : named;
        return wanted == null ? null : shortName(wanted);
    }

    private static String shortName(String type) {
        return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
    }
}
