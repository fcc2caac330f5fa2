package io.github.camelctrader.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Lists, reconciliation, refusals and first prices of a real server beside those of the simulator: same rows, same order, same fields. */
class RecordedAnswersTest extends Recorded {
    @Test
    void listsHoldTheSameRowsInTheSameOrder() {
        replayed(95, 121);
        sameShapes(
                replay.client()
                        .request(
                                ProtoOADealListReq.newBuilder()
                                        .setCtidTraderAccountId(Replay.ACCOUNT)
                                        .build(),
                                ProtoOADealListRes.getDefaultInstance())
                        .getDealList(),
                RecordedFrames.row(ProtoOADealListRes.class, 126).getDealList());
        ProtoOAOrderListRes orders = replay.client()
                .request(
                        ProtoOAOrderListReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .build(),
                        ProtoOAOrderListRes.getDefaultInstance());
        assertThat(Shape.of(orders)).isEqualTo(Shape.of(RecordedFrames.row(ProtoOAOrderListRes.class, 127)));
        assertThat(orders.getOrderList())
                .allSatisfy(order -> assertThat(order.getUtcLastUpdateTimestamp())
                        .isEqualTo(order.getTradeData().getCloseTimestamp()));
        byPosition(orders.getOrder(0).getPositionId(), 129, 131);
        byPosition(orders.getOrder(6).getPositionId(), 128, 130);
    }

    private void byPosition(long positionId, int ordersRow, int dealsRow) {
        ProtoOAOrderListByPositionIdRes orders = replay.client()
                .request(
                        ProtoOAOrderListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .setPositionId(positionId)
                                .build(),
                        ProtoOAOrderListByPositionIdRes.getDefaultInstance());
        ProtoOADealListByPositionIdRes deals = replay.client()
                .request(
                        ProtoOADealListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .setPositionId(positionId)
                                .build(),
                        ProtoOADealListByPositionIdRes.getDefaultInstance());
        sameShapes(
                List.of(orders, deals),
                List.of(
                        RecordedFrames.row(ProtoOAOrderListByPositionIdRes.class, ordersRow),
                        RecordedFrames.row(ProtoOADealListByPositionIdRes.class, dealsRow)));
        assertThat(deals.getDealList())
                .allSatisfy(deal -> assertThat(deal.getUtcLastUpdateTimestamp()).isEqualTo(deal.getCreateTimestamp()));
    }

    @Test
    void reconciliationShowsWhatTheLastEventShowed() {
        replayed(3, 26);
        for (int row : new int[] {28, 29}) {
            ProtoOAReconcileRes simulated = replay.client()
                    .request(
                            ProtoOAReconcileReq.newBuilder()
                                    .setCtidTraderAccountId(Replay.ACCOUNT)
                                    .setReturnProtectionOrders(row == 29)
                                    .build(),
                            ProtoOAReconcileRes.getDefaultInstance());
            assertThat(Shape.of(simulated)).isEqualTo(Shape.of(RecordedFrames.row(ProtoOAReconcileRes.class, row)));
        }
    }

    @Test
    void theFirstSpotCarriesTheSessionCloseAndTheTimeOfItsPrice() {
        replay.client()
                .send(ProtoOASubscribeSpotsReq.newBuilder()
                        .setCtidTraderAccountId(Replay.ACCOUNT)
                        .addSymbolId(1)
                        .setSubscribeToSpotTimestamp(true)
                        .build());
        ProtoOASpotEvent first = replay.client().next(ProtoOASpotEvent.getDefaultInstance());
        replay.simulator().quote(SimulatorEnvironment.DEMO, "EURUSD", "1.12400", null);
        ProtoOASpotEvent next = replay.client().next(ProtoOASpotEvent.getDefaultInstance());
        sameShapes(
                List.of(first, next),
                List.of(
                        RecordedFrames.row(ProtoOASpotEvent.class, 155),
                        RecordedFrames.row(ProtoOASpotEvent.class, 185)));
    }

    @Test
    void theAccountAndItsDepositHaveTheSameFields() {
        ProtoOATraderRes trader = replay.client()
                .request(
                        ProtoOATraderReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .build(),
                        ProtoOATraderRes.getDefaultInstance());
        Map<String, String> simulated = new TreeMap<>(Shape.of(trader));
        // The recorder cleared these.
        simulated
                .keySet()
                .removeAll(List.of("trader.traderLogin", "trader.brokerName", "trader.registrationTimestamp"));
        assertThat(simulated).isEqualTo(Shape.of(RecordedFrames.row(ProtoOATraderRes.class, 0)));

        Function<Long, ProtoOACashFlowHistoryListRes> cashFlow = from -> replay.client()
                .request(
                        ProtoOACashFlowHistoryListReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .setFromTimestamp(from)
                                .setToTimestamp(from + 600_000)
                                .build(),
                        ProtoOACashFlowHistoryListRes.getDefaultInstance());
        long now = replay.simulator().serverTime().toEpochMilli();
        ProtoOACashFlowHistoryListRes recorded = RecordedFrames.row(ProtoOACashFlowHistoryListRes.class, 134);
        ProtoOACashFlowHistoryListRes deposited = cashFlow.apply(now - 300_000);
        sameShapes(
                List.of(cashFlow.apply(now - 900_000), deposited),
                List.of(RecordedFrames.row(ProtoOACashFlowHistoryListRes.class, 133), recorded));
        assertThat(deposited.getDepositWithdraw(0).getBalanceVersion())
                .isEqualTo(recorded.getDepositWithdraw(0).getBalanceVersion());
    }

    @Test
    void symbolsHaveTheSameFields() {
        ProtoOASymbolByIdRes symbols = replay.client()
                .request(
                        ProtoOASymbolByIdReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .addSymbolId(1)
                                .build(),
                        ProtoOASymbolByIdRes.getDefaultInstance());
        Map<String, String> simulated = new TreeMap<>(Shape.of(symbols));
        Map<String, String> recorded = new TreeMap<>(Shape.of(RecordedFrames.row(ProtoOASymbolByIdRes.class, 147)));
        // The recorder cleared the zone; this simulator's market has one session, costs and leverage of its own.
        simulated.remove("symbol[0].scheduleTimeZone");
        List.of(simulated, recorded).forEach(shape -> shape.keySet().removeIf(field -> field.contains("schedule[")));

        assertThat(simulated).containsExactlyEntriesOf(recorded);
    }

    @Test
    void anOrderThatNobodyKnowsIsNamedInTheRefusal() {
        ProtoOAOrderErrorEvent error = replay.client()
                .request(
                        ProtoOACancelOrderReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .setOrderId(6000008)
                                .build(),
                        ProtoOAOrderErrorEvent.getDefaultInstance());
        ProtoOAOrderErrorEvent recorded = RecordedFrames.row(ProtoOAOrderErrorEvent.class, 386);
        assertThat(Shape.of(error)).isEqualTo(Shape.of(recorded));
        assertThat(error.getOrderId()).isEqualTo(recorded.getOrderId());
        assertThat(error.getDescription()).isEqualTo(recorded.getDescription());

        ProtoOAErrorRes unknown = replay.client().request(details(6000008), ProtoOAErrorRes.getDefaultInstance());
        ProtoOAErrorRes recordedAnswer = RecordedFrames.row(ProtoOAErrorRes.class, 388);
        assertThat(Shape.of(unknown)).isEqualTo(Shape.of(recordedAnswer));
        assertThat(unknown.getDescription())
                .matches(recordedAnswer.getDescription().replace("<number>", "\\d+"));
    }

    @Test
    void dealsOfAListAreThoseOfTheEvents() {
        replayed(95, 121);
        List<ProtoOADeal> recorded =
                RecordedFrames.row(ProtoOADealListRes.class, 126).getDealList();
        List<ProtoOADeal> simulated = replay.client()
                .request(
                        ProtoOADealListReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .build(),
                        ProtoOADealListRes.getDefaultInstance())
                .getDealList();
        assertThat(simulated)
                .extracting(deal -> deal.getClosePositionDetail().getGrossProfit())
                .isEqualTo(recorded.stream()
                        .map(deal -> deal.getClosePositionDetail().getGrossProfit())
                        .toList());
        assertThat(simulated)
                .extracting(deal -> deal.getClosePositionDetail().getCommission())
                .isEqualTo(recorded.stream()
                        .map(deal -> deal.getClosePositionDetail().getCommission())
                        .toList());
    }
}
