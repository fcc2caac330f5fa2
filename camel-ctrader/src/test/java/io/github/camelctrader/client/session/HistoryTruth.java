package io.github.camelctrader.client.session;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a server executed in a history of random faults, and when the test brought that about. */
final class HistoryTruth {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MARGIN = Duration.ofHours(3);

    private final Map<String, Window> traded = new HashMap<>();

    private record Window(Instant from, Instant to) {}

    /**
     * One deal.
     *
     * @param from by the clock of the client's machine, when the test asked for it
     * @param to when it was executed at the latest
     */
    record Executed(long accountId, long symbolId, long dealId, Instant from, Instant to) {}

    /** Remembers when a request was carried out. */
    void traded(Message request, Instant from, Instant to) {
        String key = request instanceof ProtoOANewOrderReq order
                ? order.getClientOrderId()
                : closing(((ProtoOAClosePositionReq) request).getPositionId());
        traded.put(key, new Window(from, to));
    }

    /** What accounts of a server executed, in the order of execution. */
    List<Executed> read(ClientHarness harness, Instant serverTime, long... accounts) {
        List<Executed> all = new ArrayList<>();
        for (long accountId : accounts) {
            long from = serverTime.minus(MARGIN).toEpochMilli();
            long to = serverTime.plus(MARGIN).toEpochMilli();
            ProtoOADealListRes deals = (ProtoOADealListRes) answer(
                    harness,
                    ProtoOADealListReq.newBuilder()
                            .setCtidTraderAccountId(accountId)
                            .setFromTimestamp(from)
                            .setToTimestamp(to)
                            .build());
            ProtoOAOrderListRes orders = (ProtoOAOrderListRes) answer(
                    harness,
                    ProtoOAOrderListReq.newBuilder()
                            .setCtidTraderAccountId(accountId)
                            .setFromTimestamp(from)
                            .setToTimestamp(to)
                            .build());
            Map<Long, ProtoOAOrder> byId = new HashMap<>();
            orders.getOrderList().forEach(order -> byId.put(order.getOrderId(), order));
            for (ProtoOADeal deal : deals.getDealList()) {
                Window window = window(byId.get(deal.getOrderId()));
                all.add(new Executed(accountId, deal.getSymbolId(), deal.getDealId(), window.from, window.to));
            }
        }
        return all;
    }

    private Window window(@Nullable ProtoOAOrder order) {
        Window window = null;
        if (order != null) {
            Window asked = traded.get(order.getClientOrderId());
            window = asked == null ? traded.get(closing(order.getPositionId())) : asked;
        }
        return Objects.requireNonNull(window, () -> "Nobody asked for " + order);
    }

    private static String closing(long positionId) {
        return "close " + positionId;
    }

    private static Message answer(ClientHarness harness, Message request) {
        // The link may be silent, which shows only after a while.
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(CompletionException.class)
                .until(() -> harness.request(request).join().message(), Objects::nonNull);
    }
}
