package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a look-up read, each in its newest state, by what they are looked for. A busy account has tens of thousands of them,
 * and all its operations are judged by one look-up, on the connection's loop.
 */
final class OrderIndex {
    private static final Comparator<ProtoOAOrder> AGE = Comparator.comparingLong(AccountSnapshot::openedAt)
            .thenComparing(AccountSnapshot::isEnded)
            .thenComparingLong(ProtoOAOrder::getUtcLastUpdateTimestamp);

    private final Map<Long, ProtoOAOrder> byId = new LinkedHashMap<>();
    private final Map<String, List<ProtoOAOrder>> byClientOrderId = new HashMap<>();
    private final Map<Long, List<ProtoOAOrder>> byPosition = new HashMap<>();
    private final Set<String> labels = new HashSet<>();

    /** @param orders some of them more than once */
    OrderIndex(Stream<ProtoOAOrder> orders) {
        orders.forEach(order -> byId.merge(order.getOrderId(), order, BinaryOperator.maxBy(AGE)));
        byId.values().forEach(order -> {
            byClientOrderId
                    .computeIfAbsent(order.getClientOrderId(), id -> new ArrayList<>(1))
                    .add(order);
            byPosition
                    .computeIfAbsent(order.getPositionId(), id -> new ArrayList<>(2))
                    .add(order);
            labels.add(order.getTradeData().getLabel());
        });
    }

    Collection<ProtoOAOrder> all() {
        return byId.values();
    }

    boolean contains(long orderId) {
        return byId.containsKey(orderId);
    }

    @Nullable
    ProtoOAOrder get(long orderId) {
        return byId.get(orderId);
    }

    List<ProtoOAOrder> ofClientOrderId(String clientOrderId) {
        return byClientOrderId.getOrDefault(clientOrderId, List.of());
    }

    List<ProtoOAOrder> ofPosition(long positionId) {
        return byPosition.getOrDefault(positionId, List.of());
    }

    boolean hasLabel(String label) {
        return labels.contains(label);
    }

    /** The one that was opened last; null when there is none. */
    static @Nullable ProtoOAOrder newest(Stream<ProtoOAOrder> orders) {
        return orders.max(AGE).orElse(null);
    }
}
