package io.github.camelctrader;

import com.google.protobuf.MessageOrBuilder;
import io.github.camelctrader.message.ProtobufFields;
import java.util.List;
import org.apache.camel.Message;

/**
 * Headers that come out of a protobuf message, event or answer alike. Every part of an execution event may be missing:
 * swaps and deposits have no order, rejections no deal.
 */
final class MessageHeaders {
    private static final List<Source> SOURCES = List.of(
            source(
                    CTraderConstants.SYMBOL_ID,
                    "symbolId",
                    "order.tradeData.symbolId",
                    "position.tradeData.symbolId",
                    "deal.symbolId"),
            source(CTraderConstants.ORDER_ID, "orderId", "order.orderId", "deal.orderId"),
            source(
                    CTraderConstants.POSITION_ID,
                    "positionId",
                    "position.positionId",
                    "order.positionId",
                    "deal.positionId"),
            source(CTraderConstants.CLIENT_ORDER_ID, "clientOrderId", "order.clientOrderId"),
            source(CTraderConstants.EXECUTION_TYPE, "executionType"),
            source(CTraderConstants.ERROR_CODE, "errorCode"));

    private MessageHeaders() {}

    static void set(Message camel, MessageOrBuilder message) {
        // An event that travels on into a producer leaves its mark on the exchange.
        camel.removeHeader(CTraderConstants.INCOMPLETE);
        if (!message.isInitialized()) {
            camel.setHeader(CTraderConstants.INCOMPLETE, true);
        }
        for (Source source : SOURCES) {
            for (String[] path : source.paths) {
                Object value = ProtobufFields.find(message, path);
                if (value != null) {
                    camel.setHeader(source.header, value);
                    break;
                }
            }
        }
        // Other messages have a description too, but only beside a code does it describe an error.
        Object description = ProtobufFields.find(message, "description");
        if (description != null && ProtobufFields.find(message, "errorCode") != null) {
            camel.setHeader(CTraderConstants.ERROR_DESCRIPTION, description);
        }
    }

    private static Source source(String header, String... paths) {
        return new Source(
                header,
                List.of(paths).stream().map(path -> path.split("\\.", -1)).toList());
    }

    /** One header and where its value may be, the first place that has one going first. */
    private record Source(String header, List<String[]> paths) {}
}
