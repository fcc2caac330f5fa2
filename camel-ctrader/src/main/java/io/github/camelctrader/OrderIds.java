package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.OrderOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What makes the order requests of an exchange recognisable. The first takes the exchange's id, further ones the id and a
 * number. A step that failed and is sent again, as Camel's redelivery does, keeps the id that it had.
 */
final class OrderIds {
    private static final String STEPS = "CamelCTraderOrderSteps";
    private static final String SHOWN = "CamelCTraderShownClientOrderId";
    private static final int HASH_LENGTH = 40;

    /** What an exchange has sent; replaced, never changed, since copies of the exchange share it. */
    private record Steps(String exchangeId, int count, List<Step> open) {}

    /**
     * A request that has not succeeded yet.
     *
     * @param node the node of the route that sends it
     * @param contents what the exchange asks for, before anything was looked up for it
     * @param prepared the request as it was to be sent, or null when it did not get that far. Sent again it must be the same,
     *     although what was looked up for it may have changed by its very execution
     */
    record Step(
            String node,
            Object contents,
            String id,
            @Nullable Message prepared) {}

    private OrderIds() {}

    /** The id that the user gave in a header; null when there is none, or when it came with an event or an answer. */
    static @Nullable String ofUser(Exchange exchange) {
        String header = exchange.getIn().getHeader(CTraderConstants.CLIENT_ORDER_ID, String.class);
        if (header == null || header.equals(exchange.getProperty(SHOWN, String.class))) {
            return null;
        }
        OrderOptions.checkId(CTraderConstants.CLIENT_ORDER_ID, header);
        return header;
    }

    /** The header now shows whose order an event or an answer is about, which must not become the id of a new order. */
    static void shown(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID);
        if (header != null) {
            exchange.setProperty(SHOWN, header);
        }
    }

    /** The step that a node of the route takes: a new one, or the one that failed before and is taken again. */
    static Step step(Exchange exchange, String node, Object contents) {
        Steps steps = steps(exchange);
        for (Step step : steps.open) {
            if (step.node.equals(node) && step.contents.equals(contents)) {
                return step;
            }
        }
        int count = steps.count + 1;
        Step step = new Step(node, contents, fitting(steps.exchangeId, count == 1 ? "" : "-" + count), null);
        put(exchange, new Steps(steps.exchangeId, count, steps.open), step);
        return step;
    }

    /** The request of a step is ready to be sent. */
    static void prepared(Exchange exchange, Step step, Message request) {
        put(exchange, steps(exchange), new Step(step.node, step.contents, step.id, request));
    }

    private static void put(Exchange exchange, Steps steps, Step step) {
        List<Step> open = without(steps, step.id);
        open.add(step);
        exchange.setProperty(STEPS, new Steps(steps.exchangeId, steps.count, List.copyOf(open)));
    }

    private static List<Step> without(Steps steps, String id) {
        return new ArrayList<>(
                steps.open.stream().filter(step -> !step.id.equals(id)).toList());
    }

    /** The same request, sent once more, is another one from now on. */
    static void succeeded(Exchange exchange, Step step) {
        Steps steps = steps(exchange);
        exchange.setProperty(STEPS, new Steps(steps.exchangeId, steps.count, List.copyOf(without(steps, step.id))));
    }

    private static Steps steps(Exchange exchange) {
        Steps steps = exchange.getProperty(STEPS, Steps.class);
        // Copies of an exchange get its properties, and an id of their own.
        return steps == null || !steps.exchangeId.equals(exchange.getExchangeId())
                ? new Steps(exchange.getExchangeId(), 0, List.of())
                : steps;
    }

    private static String fitting(String exchangeId, String suffix) {
        return exchangeId.length() + suffix.length() <= OrderOptions.MAX_ID_LENGTH
                ? exchangeId + suffix
                : hash(exchangeId) + suffix;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
