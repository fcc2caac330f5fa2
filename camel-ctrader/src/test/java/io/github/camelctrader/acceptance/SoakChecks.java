package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What must hold when a soak has calmed down, whatever happened since a time. */
final class SoakChecks {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final Duration LATEST = Duration.ofSeconds(40);

    private final SoakHarness harness;
    private final String seed;
    private final Instant begin;

    /**
     * @param seed how to have the same again, for whoever reads that a check failed
     * @param begin nothing that happened earlier is looked at
     */
    SoakChecks(SoakHarness harness, String seed, Instant begin) {
        this.harness = harness;
        this.seed = seed;
        this.begin = begin;
    }

    void check() {
        oneLink();
        limitsAreKept();
        everyCallerIsAnsweredOnce();
        noOrderTwice();
        answersAreTrue();
        everyExecutionIsDeliveredOnce();
    }

    /** When a link is heard of first, all earlier ones have ended; the server may see an end later than the next beginning. */
    private void oneLink() {
        Set<Long> open = new HashSet<>();
        Set<Long> heard = new HashSet<>();
        List<String> mistakes = new ArrayList<>();
        for (JournalEntry entry : harness.simulator.journal().entries()) {
            switch (entry.direction()) {
                case OPENED -> open.add(entry.connection());
                case CLOSED, SILENCED -> open.remove(entry.connection());
                case RECEIVED -> {
                    if (heard.add(entry.connection()) && open.size() > 1) {
                        mistakes.add(entry + " while " + open + " are open");
                    }
                }
                case EXECUTED, FAULT, SENT -> {}
            }
        }
        assertThat(mistakes).as("%s: links beside another", seed).isEmpty();
        assertThat(harness.simulator.openConnections(DEMO)).as(seed).isOne();
    }

    private void limitsAreKept() {
        assertThat(harness.simulator.journal().maxRequestsInAnySecond(DEMO))
                .as("%s: requests in a second", seed)
                .isLessThanOrEqualTo(50);
        assertThat(harness.simulator.journal().maxHistoricalRequestsInAnySecond(DEMO))
                .as("%s: requests of history in a second", seed)
                .isLessThanOrEqualTo(5);
    }

    private void everyCallerIsAnsweredOnce() {
        assertThat(harness.traffic.calls())
                .as("%s: callers", seed)
                .allMatch(call -> call.answers() == 1)
                .allMatch(call -> call.succeeded() || call.failure() instanceof CTraderException);
    }

    private void noOrderTwice() {
        Map<String, Long> executed =
                harness.simulator.journal().executed(DEMO, ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE).stream()
                        .map(entry -> ((ProtoOANewOrderReq) Objects.requireNonNull(entry.message())).getClientOrderId())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(executed)
                .as("%s: orders executed", seed)
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
    }

    private void answersAreTrue() {
        ProtoOAReconcileRes account = harness.account();
        ProtoOAOrderListRes closed = harness.orders(begin);
        assertThat(closed.getHasMore()).isFalse();
        Map<String, Set<Long>> made = Stream.concat(closed.getOrderList().stream(), account.getOrderList().stream())
                .filter(order -> order.getOrderStatus() != ProtoOAOrderStatus.ORDER_STATUS_REJECTED)
                .collect(Collectors.groupingBy(
                        ProtoOAOrder::getClientOrderId,
                        Collectors.mapping(ProtoOAOrder::getOrderId, Collectors.toSet())));
        Set<Long> positions = account.getPositionList().stream()
                .map(ProtoOAPosition::getPositionId)
                .collect(Collectors.toSet());
        Set<Long> resting =
                account.getOrderList().stream().map(ProtoOAOrder::getOrderId).collect(Collectors.toSet());
        List<String> mistakes = new ArrayList<>();
        for (SoakCall call : harness.traffic.calls()) {
            String mistake = switch (call.kind) {
                case MARKET, LIMIT -> mistakeIn(call, made.getOrDefault(call.id, Set.of()));
                case CLOSE -> call.succeeded() && positions.contains(Long.valueOf(call.id)) ? "still open" : null;
                case CANCEL -> call.succeeded() && resting.contains(Long.valueOf(call.id)) ? "still there" : null;
                case READ, BURST, HISTORY -> null;
            };
            if (mistake != null) {
                mistakes.add(call + ": " + mistake);
            }
        }
        assertThat(mistakes).as("%s: untrue answers", seed).isEmpty();
    }

    private @Nullable String mistakeIn(SoakCall call, Set<Long> made) {
        if (made.size() > 1) {
            return "made orders " + made;
        }
        if (call.failure() instanceof RequestTimeoutException) {
            return "no order ends so";
        }
        boolean told = call.succeeded();
        if (call.unknown()) {
            // Nobody may be left without the truth: it has to have come by itself meanwhile.
            OrderOutcomeEvent outcome = harness.listener.outcomes.get(call.id);
            if (outcome == null) {
                return "never known";
            }
            told = outcome.orderId() != 0 && outcome.errorCode() == null;
        }
        return told == !made.isEmpty() ? null : "made orders " + made;
    }

    /** Strict, because the interruption that ended the trouble was followed by a complete look at history. */
    private void everyExecutionIsDeliveredOnce() {
        Awaitility.await(seed + ": a look at history that is complete, on a busy machine not the first one")
                .atMost(LATEST)
                .until(() -> harness.lastGap().filled());
        ProtoOADealListRes list = harness.deals(begin);
        assertThat(list.getHasMore()).isFalse();
        Set<Long> server =
                list.getDealList().stream().map(ProtoOADeal::getDealId).collect(Collectors.toSet());
        Awaitility.await(seed + ": every execution delivered once")
                .atMost(LATEST)
                .untilAsserted(() -> assertThat(notOnce(server))
                        .as("%s: how often executions were delivered", seed)
                        .isEmpty());
    }

    /** Deals of the server, and others that consumers were told of, with the number of times, unless that is right. */
    private Map<Long, Integer> notOnce(Set<Long> server) {
        Map<Long, Integer> delivered = new HashMap<>(harness.listener.deals);
        server.forEach(deal -> delivered.putIfAbsent(deal, 0));
        delivered.values().removeIf(times -> times == 1);
        return delivered;
    }
}
