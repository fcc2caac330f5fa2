package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Orders through a network and a server that fail at random, and clients that are restarted meanwhile: nothing is executed
 * twice, every caller is answered, and every answer is true. {@code -Dorders.chaos.count} and {@code -Dorders.chaos.seed} set
 * how many orders there are and what happens to them.
 */
class OrderChaosTest {
    private static final int ROWS = 1_000_000;

    @Test
    @Timeout(3_600)
    void noOrderIsExecutedTwiceAndEveryAnswerIsTrue() throws Exception {
        int count = Integer.getInteger("orders.chaos.count", 300);
        long seed = Long.getLong("orders.chaos.seed", System.nanoTime());
        System.out.println("Chaos of " + count + " orders: repeat it with -Dorders.chaos.seed=" + seed
                + " -Dorders.chaos.count=" + count);

        try (ChaosDesk desk = new ChaosDesk(seed, ROWS)) {
            List<ChaosDesk.Told> told = desk.trade(count);
            Map<String, List<ProtoOAOrder>> made =
                    ordersOf(desk).stream().collect(Collectors.groupingBy(ProtoOAOrder::getClientOrderId));
            List<String> mistakes = new ArrayList<>();
            for (ChaosDesk.Told one : told) {
                String mistake = mistakeIn(one, made.getOrDefault(one.id(), List.of()));
                if (mistake != null) {
                    mistakes.add(one + ": " + mistake);
                }
            }
            System.out.println("Told: "
                    + told.stream().collect(Collectors.groupingBy(ChaosDesk.Told::answer, Collectors.counting()))
                    + ", faults " + desk.faults() + ", restarts " + desk.restarts() + ", seed " + seed);

            assertThat(told).as("seed %d: callers with an answer", seed).hasSize(count);
            assertThat(mistakes).as("seed %d", seed).isEmpty();
            assertThat(told).as("seed %d", seed).anyMatch(one -> one.answer().equals("ORDER_FILLED"));
        }
    }

    private static @Nullable String mistakeIn(ChaosDesk.Told told, List<ProtoOAOrder> made) {
        long executed =
                made.stream().filter(order -> order.getExecutedVolume() > 0).count();
        if (executed > 1) {
            return "executed " + executed + " times";
        }
        boolean works =
                made.stream().anyMatch(order -> order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
        return switch (told.answer()) {
            case "ORDER_FILLED" ->
                executed == 1 && made.stream().anyMatch(order -> order.getOrderId() == told.orderId())
                        ? null
                        : "not executed";
            case "ORDER_ACCEPTED" ->
                made.size() == 1 && made.get(0).getOrderId() == told.orderId()
                        ? null
                        : "made " + made.size() + " orders";
            case "ORDER_CANCELLED" -> works || executed > 0 ? "not cancelled" : null;
            case "not executed", "rejected" -> works || executed > 0 ? "there is an order" : null;
            default -> "no truth after all";
        };
    }

    private static List<ProtoOAOrder> ordersOf(ChaosDesk desk) {
        ProtoOAOrderListRes list = (ProtoOAOrderListRes) desk.quietly(ProtoOAOrderListReq.newBuilder()
                        .setCtidTraderAccountId(OrderScene.ACCOUNT)
                        .setFromTimestamp(Instant.now().minusSeconds(7_200).toEpochMilli())
                        .setToTimestamp(Instant.now().plusSeconds(60).toEpochMilli())
                        .build())
                .message();
        assertThat(list.getHasMore()).isFalse();
        return list.getOrderList();
    }
}
