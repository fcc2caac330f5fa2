package io.github.camelctrader.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.recorded.RecordedFrames.Row;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server sent beside what the simulator sends in the same story: same events, same order, same fields; values are free. */
class RecordedStoriesTest extends Recorded {
    @Test
    void everyRecordedFrameIsReadAndWrittenUnchanged() {
        List<Row> frames =
                RecordedFrames.all().stream().filter(row -> row.type() != 0).toList();

        assertThat(frames).hasSize(698);
        assertThat(frames)
                .allSatisfy(row -> assertThat(row.message().toByteString()).isEqualTo(row.payload()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'opened with levels, moved, level removed and put back, half closed, stop loss hit', 3, 32",
        "'opened with levels, levels moved many times, take profit hit', 37, 65",
        "'limit placed and cancelled', 70, 74",
        "'opened, amended, closed whole by a client; opened, moved, half closed, closed by hand', 95, 121"
    })
    void eventsComeInTheSameOrderWithTheSameFields(String story, int first, int last) {
        replayed(first, last);
    }

    @Test
    void aLimitWithLevelsIsAmendedAndCancelled() {
        ProtoOAExecutionEvent amended = RecordedFrames.row(ProtoOAExecutionEvent.class, 365);
        replay.quote(amended.getOrder(), 1.12);
        replay.all(List.of(accepted(amended)));

        replayed(365, 377);
        ProtoOAOrderDetailsRes details = replay.client()
                .request(
                        details(replay.lastOrder(ProtoOAOrderType.LIMIT)), ProtoOAOrderDetailsRes.getDefaultInstance());
        assertThat(Shape.of(details)).isEqualTo(Shape.of(RecordedFrames.row(ProtoOAOrderDetailsRes.class, 384)));
    }

    /** How the order may have been accepted that an event tells of. */
    private static ProtoOAExecutionEvent accepted(ProtoOAExecutionEvent later) {
        return later.toBuilder()
                .setExecutionType(ProtoOAExecutionType.ORDER_ACCEPTED)
                .build();
    }

    @Test
    void lotsOfOnePositionAreClosedOldestFirst() {
        ProtoOAExecutionEvent accepted = RecordedFrames.row(ProtoOAExecutionEvent.class, 212);
        ProtoOAOrderListByPositionIdRes orders = RecordedFrames.row(ProtoOAOrderListByPositionIdRes.class, 153);
        long positionId = 0;
        for (ProtoOAOrder order : List.of(orders.getOrder(1), orders.getOrder(0))) {
            replay.quote(order, order.getExecutionPrice());
            ProtoOANewOrderReq request =
                    Replay.open(order).toBuilder().setPositionId(positionId).build();
            replay.client().send(request);
            for (int index = 0; index < 3; index++) {
                positionId = replay.client()
                        .next(ProtoOAExecutionEvent.getDefaultInstance())
                        .getPosition()
                        .getPositionId();
            }
        }
        ProtoOAExecutionEvent recorded = RecordedFrames.row(ProtoOAExecutionEvent.class, 213);
        replay.quote(accepted.getOrder(), recorded.getOrder().getExecutionPrice());
        replay.client()
                .send(ProtoOAClosePositionReq.newBuilder()
                        .setCtidTraderAccountId(Replay.ACCOUNT)
                        .setPositionId(positionId)
                        .setVolume(accepted.getOrder().getTradeData().getVolume())
                        .build());
        List<ProtoOAExecutionEvent> simulated = List.of(
                replay.client().next(ProtoOAExecutionEvent.getDefaultInstance()),
                replay.client().next(ProtoOAExecutionEvent.getDefaultInstance()),
                replay.client().next(ProtoOAExecutionEvent.getDefaultInstance()));
        List<ProtoOAExecutionEvent> real = RecordedFrames.of(ProtoOAExecutionEvent.class, 212, 214);
        sameShapes(simulated, real);
        assertThat(prices(simulated.get(0))).isEqualTo(prices(real.get(0)));
        assertThat(prices(simulated.get(1))).isEqualTo(prices(real.get(1)));
        assertThat(simulated.get(1).getPosition().getMarginRate())
                .isEqualTo(real.get(1).getPosition().getMarginRate());
    }

    @Test
    void aTrailingStopMovesWithoutAnUpdate() {
        ProtoOAExecutionEvent amended = RecordedFrames.row(ProtoOAExecutionEvent.class, 390);
        ProtoOAOrder order = amended.getOrder();
        replay.quote(order, 1.11984);
        replay.client()
                .send(ProtoOANewOrderReq.newBuilder()
                        .setCtidTraderAccountId(Replay.ACCOUNT)
                        .setSymbolId(1)
                        .setOrderType(ProtoOAOrderType.MARKET)
                        .setTradeSide(ProtoOATradeSide.BUY)
                        .setVolume(100_000)
                        .setRelativeStopLoss(300)
                        .setRelativeTakeProfit(1000)
                        .build());
        long positionId = 0;
        for (int index = 0; index < 3; index++) {
            positionId = replay.client()
                    .next(ProtoOAExecutionEvent.getDefaultInstance())
                    .getPosition()
                    .getPositionId();
        }
        replay.quote(order, 1.11967);
        replay.client()
                .send(ProtoOAAmendPositionSLTPReq.newBuilder()
                        .setCtidTraderAccountId(Replay.ACCOUNT)
                        .setPositionId(positionId)
                        .setStopLoss(1.11778)
                        .setTrailingStopLoss(true)
                        .build());
        ProtoOAExecutionEvent replaced = replay.client().next(ProtoOAExecutionEvent.getDefaultInstance());
        assertThat(Shape.of(replaced)).isEqualTo(Shape.of(RecordedFrames.row(ProtoOAExecutionEvent.class, 402)));
        List<ProtoOATrailingSLChangedEvent> recorded = RecordedFrames.of(ProtoOATrailingSLChangedEvent.class, 403, 411);
        for (ProtoOATrailingSLChangedEvent moved : recorded) {
            replay.quote(order, moved.getStopPrice() + 0.00189);
            ProtoOATrailingSLChangedEvent simulated =
                    replay.client().next(ProtoOATrailingSLChangedEvent.getDefaultInstance());
            assertThat(Shape.of(simulated)).isEqualTo(Shape.of(moved));
            assertThat(simulated.getStopPrice()).isEqualTo(moved.getStopPrice());
        }
        replay.quote(order, 1.11940);
        ProtoOAReconcileRes reconciled = replay.client()
                .request(
                        ProtoOAReconcileReq.newBuilder()
                                .setCtidTraderAccountId(Replay.ACCOUNT)
                                .setReturnProtectionOrders(true)
                                .build(),
                        ProtoOAReconcileRes.getDefaultInstance());
        assertThat(Shape.of(reconciled)).isEqualTo(Shape.of(RecordedFrames.row(ProtoOAReconcileRes.class, 488)));
        assertThat(reconciled.getPosition(0).getStopLoss()).isEqualTo(1.11782);
        assertThat(reconciled.getPosition(0).getUtcLastUpdateTimestamp())
                .isEqualTo(replaced.getPosition().getUtcLastUpdateTimestamp());
        assertThat(reconciled.getOrder(0).getUtcLastUpdateTimestamp())
                .isEqualTo(replaced.getOrder().getUtcLastUpdateTimestamp());
    }

    @Test
    void profitInAnotherAssetIsConvertedForAFee() {
        ProtoOADeal recorded = RecordedFrames.of(ProtoOADealListRes.class, 88, 88).stream()
                .flatMap(list -> list.getDealList().stream())
                .filter(deal -> deal.getClosePositionDetail().getPnlConversionFee() != 0)
                .findFirst()
                .orElseThrow();
        String rate = String.valueOf(recorded.getClosePositionDetail().getQuoteToDepositConversionRate());
        replay.simulator().quote(SimulatorEnvironment.DEMO, "EURUSD", rate, rate);
        long positionId = trade(
                        ProtoOATradeSide.BUY, recorded.getClosePositionDetail().getEntryPrice())
                .getPosition()
                .getPositionId();
        quoteEuroIndex(recorded.getExecutionPrice());
        replay.client()
                .send(ProtoOAClosePositionReq.newBuilder()
                        .setCtidTraderAccountId(Replay.ACCOUNT)
                        .setPositionId(positionId)
                        .setVolume(recorded.getFilledVolume())
                        .build());
        replay.client().next(ProtoOAExecutionEvent.getDefaultInstance());
        ProtoOADeal simulated =
                replay.client().next(ProtoOAExecutionEvent.getDefaultInstance()).getDeal();

        assertThat(simulated.getClosePositionDetail().getGrossProfit())
                .isEqualTo(recorded.getClosePositionDetail().getGrossProfit());
        assertThat(simulated.getClosePositionDetail().getPnlConversionFee())
                .isEqualTo(recorded.getClosePositionDetail().getPnlConversionFee());
        assertThat(simulated.getClosePositionDetail().getBalance())
                .isEqualTo(1_000_000
                        + simulated.getClosePositionDetail().getGrossProfit()
                        + simulated.getClosePositionDetail().getPnlConversionFee());
    }

    private ProtoOAExecutionEvent trade(ProtoOATradeSide side, double price) {
        quoteEuroIndex(price);
        replay.client()
                .send(ProtoOANewOrderReq.newBuilder()
                        .setCtidTraderAccountId(Replay.ACCOUNT)
                        .setSymbolId(Replay.EURO_INDEX)
                        .setOrderType(ProtoOAOrderType.MARKET)
                        .setTradeSide(side)
                        .setVolume(100)
                        .build());
        replay.client().next(ProtoOAExecutionEvent.getDefaultInstance());
        return replay.client().next(ProtoOAExecutionEvent.getDefaultInstance());
    }

    private void quoteEuroIndex(double price) {
        String text = BigDecimal.valueOf(price).setScale(2).toPlainString();
        replay.simulator().quote(SimulatorEnvironment.DEMO, "EURO-INDEX", text, text);
    }
}
