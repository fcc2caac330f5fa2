package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.protection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionTest {
    private final AccountHarness harness = AccountHarness.hedged();

    private ProtoOAExecutionEvent amend(ProtoOAAmendPositionSLTPReq.Builder request) throws TradeRefusedException {
        List<ProtoOAExecutionEvent> events = harness.note(harness.account.protect(request.build()));
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void isAcceptedThenReplacedThenCancelledInOneOrder() throws Exception {
        long position = harness.open();

        ProtoOAExecutionEvent first = amend(protection(position).setStopLoss(1.09));
        assertThat(first.getExecutionType().name()).isEqualTo("ORDER_ACCEPTED");
        assertThat(first.getIsServerEvent()).isFalse();
        assertThat(first.getPosition().getStopLoss()).isEqualTo(1.09);
        assertThat(first.getOrder().getStopPrice()).isEqualTo(1.09);
        assertThat(first.getOrder().hasLimitPrice()).isFalse();

        ProtoOAExecutionEvent second = amend(protection(position).setTakeProfit(1.2));
        assertThat(second.getExecutionType().name()).isEqualTo("ORDER_REPLACED");
        assertThat(second.getOrder().getOrderId()).isEqualTo(first.getOrder().getOrderId());
        assertThat(second.getPosition().hasStopLoss()).isFalse();
        assertThat(second.getOrder().hasStopPrice()).isFalse();
        assertThat(second.getPosition().getTakeProfit()).isEqualTo(1.2);

        ProtoOAExecutionEvent third = amend(protection(position));
        assertThat(third.getExecutionType().name()).isEqualTo("ORDER_CANCELLED");
        assertThat(third.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED);
        assertThat(third.getPosition().hasTakeProfit()).isFalse();
        assertThat(third.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
    }

    @Test
    void isListedOnlyOnRequest() throws Exception {
        amend(protection(harness.open()).setStopLoss(1.09));

        assertThat(harness.account.report().reconcile(false).getOrderList()).isEmpty();
        assertThat(harness.account.report().reconcile(false).getPosition(0).getStopLoss())
                .isEqualTo(1.09);
        assertThat(harness.account.report().reconcile(true).getOrder(0).getOrderType())
                .isEqualTo(ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT);
    }

    @Test
    void thatChangesNothingIsRefused() throws Exception {
        long position = harness.open();
        assertThatThrownBy(() -> harness.account.protect(protection(position).build()))
                .hasMessage("Nothing to amend.");
        amend(protection(position).setStopLoss(1.09));
        assertThatThrownBy(() -> harness.account.protect(
                        protection(position).setStopLoss(1.09).build()))
                .hasMessage("Nothing to amend.");
    }

    @ParameterizedTest
    @CsvSource({
        "BUY,  1.1001, 0,      'New SL for BUY position should be <= current BID price. current BID: 1.10000, SL: 1.10010'",
        "BUY,  0,      1.0999, 'New TP for BUY position should be >= current BID price. current BID: 1.10000, TP: 1.09990'",
        "SELL, 1.1,    0,      'New SL for SELL position should be >= current ASK price. current ASK: 1.10010, SL: 1.10000'",
        "SELL, 0,      1.2,    'New TP for SELL position should be <= current ASK price. current ASK: 1.10010, TP: 1.20000'"
    })
    void onTheWrongSideOfTheMarketIsRefused(ProtoOATradeSide side, double stopLoss, double takeProfit, String text)
            throws Exception {
        long position = harness.open(side, LOT / 10);
        ProtoOAAmendPositionSLTPReq.Builder request = protection(position);
        if (stopLoss > 0) {
            request.setStopLoss(stopLoss);
        }
        if (takeProfit > 0) {
            request.setTakeProfit(takeProfit);
        }

        assertThatThrownBy(() -> harness.account.protect(request.build()))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("TRADING_BAD_STOPS"))
                .hasMessage(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"BUY, 1.1", "SELL, 1.1001"})
    void atTheMarketIsTakenAndHitByTheNextQuote(ProtoOATradeSide side, double price) throws Exception {
        for (boolean stopLoss : new boolean[] {true, false}) {
            long position = harness.open(side, LOT / 10);

            amend(
                    stopLoss
                            ? protection(position).setStopLoss(price)
                            : protection(position).setTakeProfit(price));

            assertThat(harness.account.report().reconcile(false).getPositionList())
                    .hasSize(1);
            assertThat(harness.quoteAll(EURUSD, 110_000, 110_010)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BUY,  109000, 109010, 1.09, stop loss",
        "BUY,  108500, 108510, 1.085, stop loss with a gap",
        "BUY,  120000, 120010, 1.2, take profit",
        "SELL, 120000, 120010, 1.2001, stop loss",
        "SELL, 108980, 108990, 1.0899, take profit"
    })
    void hitClosesThePositionWithOneEvent(ProtoOATradeSide side, long bid, long ask, double price, String name)
            throws Exception {
        long position = harness.open(side, LOT / 10);
        boolean buy = side == ProtoOATradeSide.BUY;
        amend(protection(position).setStopLoss(buy ? 1.09 : 1.2).setTakeProfit(buy ? 1.2 : 1.09));

        List<ProtoOAExecutionEvent> events = harness.quote(EURUSD, bid, ask);

        assertThat(events).hasSize(1);
        ProtoOAExecutionEvent hit = events.get(0);
        assertThat(hit.getExecutionType().name()).isEqualTo("ORDER_FILLED");
        assertThat(hit.getIsServerEvent()).isTrue();
        assertThat(hit.getOrder().getOrderType()).isEqualTo(ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT);
        assertThat(hit.getOrder().getExecutionPrice()).isEqualTo(price);
        assertThat(hit.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
        assertThat(hit.getPosition().getTradeData().getVolume()).isZero();
        assertThat(hit.getPosition().getPrice()).isZero();
        assertThat(hit.getPosition().getTradeData().hasCloseTimestamp()).isTrue();
        assertThat(hit.getPosition().hasStopLoss() || hit.getPosition().hasTakeProfit())
                .isFalse();
        assertThat(hit.getDeal().getClosePositionDetail().getClosedVolume()).isEqualTo(LOT / 10);
        assertThat(harness.account.report().reconcile(true).getOrderList()).isEmpty();
    }

    @Test
    void followsAPartialCloseAndIsCancelledByAFullOne() throws Exception {
        long position = last(harness.place(market(ProtoOATradeSide.BUY, LOT).setRelativeStopLoss(1000)))
                .getPosition()
                .getPositionId();

        List<ProtoOAExecutionEvent> partial =
                harness.run(harness.account.close(AccountHarness.close(position, LOT / 4)));
        assertThat(partial)
                .extracting(event -> event.getExecutionType().name())
                .containsExactly("ORDER_ACCEPTED", "ORDER_FILLED", "ORDER_REPLACED");
        assertThat(partial.get(2).getIsServerEvent()).isTrue();
        assertThat(partial.get(2).getOrder().getTradeData().getVolume()).isEqualTo(LOT * 3 / 4);
        assertThat(partial.get(1).getPosition().getStopLoss()).isEqualTo(1.0901);

        List<ProtoOAExecutionEvent> full =
                harness.run(harness.account.close(AccountHarness.close(position, LOT * 3 / 4)));
        assertThat(full)
                .extracting(event -> event.getExecutionType().name())
                .containsExactly("ORDER_ACCEPTED", "ORDER_FILLED", "ORDER_CANCELLED");
        assertThat(full.get(1).getPosition().getPositionStatus())
                .isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CREATED);
        assertThat(full.get(1).getPosition().getStopLoss()).isEqualTo(1.0901);
        assertThat(full.get(1).getPosition().getTradeData().getVolume()).isZero();
        assertThat(full.get(2).getIsServerEvent()).isTrue();
        assertThat(full.get(2).getPosition().getPositionStatus())
                .isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
        assertThat(harness.answers()).containsExactly(true, true, false, true, true, false, true, true, true);
    }

    @Test
    void carriesTheIdOfTheRequestThatWasFilledWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.PROTECTION_ANSWERS_REQUEST);
        List<ProtoOAExecutionEvent> opened =
                other.place(market(ProtoOATradeSide.BUY, LOT).setRelativeStopLoss(1000));
        other.run(other.account.close(
                AccountHarness.close(last(opened).getPosition().getPositionId(), LOT / 4)));

        assertThat(opened).hasSize(3);
        assertThat(last(opened).getIsServerEvent()).isTrue();
        assertThat(other.answers()).containsOnly(true).hasSize(6);
    }

    @Test
    void isCancelledBeforeTheFillWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.PROTECTION_CANCELLED_FIRST);
        long position = last(other.place(market(ProtoOATradeSide.BUY, LOT).setRelativeStopLoss(1000)))
                .getPosition()
                .getPositionId();

        assertThat(other.run(other.account.close(AccountHarness.close(position, LOT))))
                .extracting(event -> event.getExecutionType().name())
                .containsExactly("ORDER_ACCEPTED", "ORDER_CANCELLED", "ORDER_FILLED");
    }

    @Test
    void levelsThatAreTooNearAreRefused() throws Exception {
        assertThatThrownBy(() -> harness.place(market(ProtoOATradeSide.BUY, LOT / 10)
                        .setSymbolId(AccountHarness.DISTANT)
                        .setRelativeStopLoss(99)))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("PROTECTION_IS_TOO_CLOSE_TO_MARKET"));
        long position = AccountHarness.last(harness.place(market(ProtoOATradeSide.BUY, LOT / 10)
                        .setSymbolId(AccountHarness.DISTANT)
                        .setRelativeStopLoss(200)))
                .getPosition()
                .getPositionId();
        assertThatThrownBy(() -> harness.account.protect(
                        AccountHarness.protection(position).setStopLoss(0.89901).build()))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("PROTECTION_IS_TOO_CLOSE_TO_MARKET"));
        harness.run(harness.account.protect(
                AccountHarness.protection(position).setStopLoss(0.89900).build()));
    }
}
