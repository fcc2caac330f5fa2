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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
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
    /** More orders than this are shared out among several desks, each with a server of its own, which trade at the same time. */
    private static final int ORDERS_OF_A_DESK = 1_250;

    @Test
    @Timeout(3_600)
    void noOrderIsExecutedTwiceAndEveryAnswerIsTrue() {
        int count = Integer.getInteger("orders.chaos.count", 300);
        long seed = Long.getLong("orders.chaos.seed", 20261127);
        System.out.println("Chaos of " + count + " orders: repeat it with -Dorders.chaos.seed=" + seed
                + " -Dorders.chaos.count=" + count);

        List<CompletableFuture<List<Verdict>>> desks = new ArrayList<>();
        ExecutorService executor = Executors.newCachedThreadPool();
        for (int first = 0; first < count; first += ORDERS_OF_A_DESK) {
            int orders = Math.min(ORDERS_OF_A_DESK, count - first);
            long deskSeed = seed + desks.size();
            desks.add(CompletableFuture.supplyAsync(() -> trade(deskSeed, orders), executor));
        }
        List<Verdict> verdicts =
                desks.stream().flatMap(harness -> harness.join().stream()).toList();
        executor.shutdown();
        System.out.println("Executed twice " + of(verdicts, Verdict::twice).size() + ", without an answer "
                + (count - verdicts.size() + of(verdicts, Verdict::unanswered).size()) + ", wrong answers "
                + of(verdicts, verdict -> verdict.wrong() != null).size());

        assertThat(verdicts).as("seed %d: callers", seed).hasSize(count);
        assertThat(of(verdicts, Verdict::twice))
                .as("seed %d: executed twice", seed)
                .isEmpty();
        assertThat(of(verdicts, Verdict::unanswered))
                .as("seed %d: unanswered", seed)
                .isEmpty();
        assertThat(of(verdicts, verdict -> verdict.wrong() != null))
                .as("seed %d: wrong", seed)
                .isEmpty();
        assertThat(verdicts)
                .as("seed %d", seed)
                .anyMatch(verdict -> verdict.told.answer().equals("ORDER_FILLED"));
    }

    /** @param wrong what is wrong about the answer, or null */
    private record Verdict(
            ChaosHarness.Told told, boolean twice, @Nullable String wrong) {
        boolean unanswered() {
            return told.answer().equals(ChaosHarness.NONE);
        }
    }

    private static List<Verdict> of(List<Verdict> verdicts, Predicate<Verdict> kind) {
        return verdicts.stream().filter(kind).toList();
    }

    private static List<Verdict> trade(long seed, int count) {
        try (ChaosHarness harness = new ChaosHarness(seed, ROWS)) {
            List<ChaosHarness.Told> told = harness.trade(count);
            Map<String, List<ProtoOAOrder>> made =
                    ordersOf(harness).stream().collect(Collectors.groupingBy(ProtoOAOrder::getClientOrderId));
            System.out.println("Orders of seed " + seed + " told "
                    + told.stream().collect(Collectors.groupingBy(ChaosHarness.Told::answer, Collectors.counting()))
                    + ", before that " + harness.failures() + "; faults " + harness.faults() + ", restarts "
                    + harness.restarts());
            return told.stream()
                    .map(one -> verdict(one, made.getOrDefault(one.id(), List.of())))
                    .toList();
        }
    }

    private static Verdict verdict(ChaosHarness.Told told, List<ProtoOAOrder> made) {
        long executed =
                made.stream().filter(order -> order.getExecutedVolume() > 0).count();
        return new Verdict(told, executed > 1, mistakeIn(told, made, executed));
    }

    private static @Nullable String mistakeIn(ChaosHarness.Told told, List<ProtoOAOrder> made, long executed) {
        boolean works =
                made.stream().anyMatch(order -> order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
        return switch (told.answer()) {
            case "ORDER_FILLED" ->
                executed > 0 && made.stream().anyMatch(order -> order.getOrderId() == told.orderId())
                        ? null
                        : "not executed";
            case "ORDER_ACCEPTED" ->
                made.size() == 1 && made.get(0).getOrderId() == told.orderId()
                        ? null
                        : "made " + made.size() + " orders";
            case "ORDER_CANCELLED" -> works || executed > 0 ? "not cancelled" : null;
            case "not executed", "rejected" -> works || executed > 0 ? "there is an order" : null;
            case ChaosHarness.NONE -> null;
            default -> "not an answer to an order";
        };
    }

    private static List<ProtoOAOrder> ordersOf(ChaosHarness harness) {
        ProtoOAOrderListRes list = (ProtoOAOrderListRes) harness.quietly(ProtoOAOrderListReq.newBuilder()
                        .setCtidTraderAccountId(OrderHarness.ACCOUNT)
                        .setFromTimestamp(Instant.now().minusSeconds(7_200).toEpochMilli())
                        .setToTimestamp(Instant.now().plusSeconds(60).toEpochMilli())
                        .build())
                .message();
        assertThat(list.getHasMore()).isFalse();
        return list.getOrderList();
    }
}
