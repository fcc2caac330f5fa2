package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.simulator.CancelRace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelRaceTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CANCEL_REJECTED,  ORDER_CANCEL_REJECTED ORDER_FILLED, true false, ''",
        "UNABLE_TO_CANCEL, ORDER_FILLED,                       false,      UNABLE_TO_CANCEL_ORDER",
        "ORDER_NOT_FOUND,  ORDER_FILLED,                       false,      ORDER_NOT_FOUND",
        "ORDER_FILLED,     ORDER_FILLED,                       true,       ''"
    })
    void aScriptedFillBeatsTheCancellationOfARestingOrder(
            CancelRace race, String events, String answers, String refusal) throws Exception {
        AccountHarness harness = AccountHarness.hedged();
        harness.account.brokerage().race(race);
        long orderId = last(harness.place(limit(BUY, 1.095))).getOrder().getOrderId();

        Outcome outcome = harness.account.cancel(AccountHarness.cancel(orderId));

        List<ProtoOAExecutionEvent> happened = harness.note(outcome);
        assertThat(String.join(" ", types(happened))).isEqualTo(events);
        assertThat(outcome.events().stream().map(event -> String.valueOf(event.answer())))
                .containsExactly(answers.split(" "));
        assertThat(outcome.refusal().map(TradeRefusedException::errorCode).orElse(""))
                .isEqualTo(refusal);
        assertThat(last(happened).getOrder().getExecutionPrice()).isEqualTo(1.095);
        assertThat(harness.account.report().reconcile(false).getPositionList()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CANCEL_REJECTED,  ORDER_CANCEL_REJECTED, '',                     ORDER_FILLED",
        "UNABLE_TO_CANCEL, '',                    UNABLE_TO_CANCEL_ORDER, ORDER_FILLED",
        "ORDER_NOT_FOUND,  ORDER_FILLED,          ORDER_NOT_FOUND,        ''",
        "ORDER_FILLED,     ORDER_FILLED,          '',                     ''"
    })
    void anOrderOnItsWayToTheMarketCannotBeCancelled(CancelRace race, String events, String refusal, String afterwards)
            throws Exception {
        AccountHarness harness = new AccountHarness(
                AccountHarness.ACCOUNT, new TradingRules(Set.of(), race, 1000, AccountHarness.current()));
        Outcome placed = harness.account.place(limit(BUY, 1.2).build());
        long orderId = placed.orderToExecute().orElseThrow();

        Outcome outcome = harness.account.cancel(AccountHarness.cancel(orderId));

        assertThat(String.join(" ", types(harness.note(outcome)))).isEqualTo(events);
        assertThat(outcome.refusal().map(TradeRefusedException::errorCode).orElse(""))
                .isEqualTo(refusal);
        assertThat(String.join(" ", types(harness.run(harness.account.execute(orderId)))))
                .isEqualTo(afterwards);
        assertThat(harness.account.report().reconcile(false).getPosition(0).getPrice())
                .isEqualTo(1.1001);
    }
}
