package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.List;
import org.junit.jupiter.api.Test;

class NettedAccountTest {
    private final AccountHarness harness = AccountHarness.netted();

    private ProtoOAExecutionEvent trade(ProtoOATradeSide side, long volume) throws TradeRefusedException {
        return harness.place(market(side, volume)).get(1);
    }

    @Test
    void ordersOfOneSymbolShareOnePositionAtTheAveragePrice() throws Exception {
        long first = trade(ProtoOATradeSide.BUY, LOT).getPosition().getPositionId();
        harness.quote(EURUSD, 110_400, 110_410);

        ProtoOAPosition position = trade(ProtoOATradeSide.BUY, LOT * 3).getPosition();

        assertThat(position.getPositionId()).isEqualTo(first);
        assertThat(position.getTradeData().getVolume()).isEqualTo(4 * LOT);
        // (1.1001 + 3 * 1.1041) / 4
        assertThat(position.getPrice()).isEqualTo(1.1031);
        assertThat(harness.account.report().reconcile(false).getPositionList()).hasSize(1);
    }

    @Test
    void theOtherSideReducesFirst() throws Exception {
        trade(ProtoOATradeSide.BUY, LOT);
        harness.quote(EURUSD, 110_210, 110_220);

        ProtoOAExecutionEvent reduced = trade(ProtoOATradeSide.SELL, LOT / 2);

        assertThat(reduced.getPosition().getTradeData().getVolume()).isEqualTo(LOT / 2);
        assertThat(reduced.getPosition().getTradeData().getTradeSide()).isEqualTo(ProtoOATradeSide.BUY);
        assertThat(reduced.getDeal().getClosePositionDetail().getGrossProfit()).isEqualTo(100_00);
    }

    @Test
    void moreThanThePositionTurnsItRound() throws Exception {
        long id = last(harness.place(market(ProtoOATradeSide.BUY, LOT).setRelativeStopLoss(1000)))
                .getPosition()
                .getPositionId();
        harness.quote(EURUSD, 110_210, 110_220);

        List<ProtoOAExecutionEvent> events = harness.place(market(ProtoOATradeSide.SELL, LOT * 3));

        assertThat(events)
                .extracting(event -> event.getExecutionType().name())
                .containsExactly("ORDER_ACCEPTED", "ORDER_FILLED", "ORDER_CANCELLED");
        ProtoOAPosition position = events.get(1).getPosition();
        ProtoOAClosePositionDetail detail = events.get(1).getDeal().getClosePositionDetail();
        assertThat(position.getPositionId()).isEqualTo(id);
        assertThat(position.getTradeData().getTradeSide()).isEqualTo(ProtoOATradeSide.SELL);
        assertThat(position.getTradeData().getVolume()).isEqualTo(2 * LOT);
        assertThat(position.getPrice()).isEqualTo(1.1021);
        assertThat(position.hasStopLoss()).isFalse();
        assertThat(detail.getClosedVolume()).isEqualTo(LOT);
        assertThat(detail.getGrossProfit()).isEqualTo(200_00);
        // All commissions are either booked or still on the position.
        long commissions = detail.getCommission() + position.getCommission();
        assertThat(commissions).isEqualTo(-330 + events.get(1).getDeal().getCommission());
    }

    @Test
    void exactlyThePositionEndsIt() throws Exception {
        trade(ProtoOATradeSide.BUY, LOT);

        assertThat(trade(ProtoOATradeSide.SELL, LOT).getPosition().getPositionStatus())
                .isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
        assertThat(harness.account.report().reconcile(false).getPositionList()).isEmpty();
    }

    @Test
    void aPendingOrderOutlivesThePositionItWasPlacedFor() throws Exception {
        long id = trade(ProtoOATradeSide.BUY, LOT).getPosition().getPositionId();
        harness.place(limit(ProtoOATradeSide.BUY, 1.095));
        trade(ProtoOATradeSide.SELL, LOT);

        ProtoOAPosition reopened = last(harness.quote(EURUSD, 109_480, 109_490)).getPosition();

        assertThat(reopened.getPositionId()).isNotEqualTo(id);
        assertThat(reopened.getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
    }

    @Test
    void addingWithoutLevelsKeepsTheProtectionForTheWholeVolume() throws Exception {
        harness.place(market(ProtoOATradeSide.BUY, LOT).setRelativeStopLoss(1000));

        List<ProtoOAExecutionEvent> events = harness.place(market(ProtoOATradeSide.BUY, LOT));

        assertThat(last(events).getExecutionType().name()).isEqualTo("ORDER_REPLACED");
        assertThat(last(events).getOrder().getTradeData().getVolume()).isEqualTo(2 * LOT);
        assertThat(last(events).getPosition().getStopLoss()).isEqualTo(1.0901);
    }

    @Test
    void whatIsClosedPaysForWhatIsOpenedTheOtherWay() throws Exception {
        harness.place(market(ProtoOATradeSide.BUY, 5 * LOT));

        // 8 lots need 8800 USD, more than is free before the 5 lots are closed.
        ProtoOAExecutionEvent turned = last(harness.place(market(ProtoOATradeSide.SELL, 13 * LOT)));

        assertThat(turned.getExecutionType().name()).isEqualTo("ORDER_FILLED");
        assertThat(turned.getPosition().getTradeData().getVolume()).isEqualTo(8 * LOT);
    }
}
