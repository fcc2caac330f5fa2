package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What speaks against the absence of a request that no list shows. */
class AbsenceTest extends LookUpCase {
    @ParameterizedTest(name = "an order and a position changed {0} ms after the send, seen {1}: {2}")
    @CsvSource({
        "-1, no,  Absent",
        " 5, no,  Unclear",
        " 5, yes, Absent",
    })
    void whatChangedUnseenSinceTheSendMayHaveBeenAmendedAndChangedAgain(long later, String seenThen, String means) {
        ProtoOAOrder order = mine(5).setLimitPrice(1.01)
                .setUtcLastUpdateTimestamp(SENT + later)
                .build();
        ProtoOAPosition position =
                Orders.position(1).setUtcLastUpdateTimestamp(SENT + later).build();
        open.addOrder(order).addPosition(position);
        if (seenThen.equals("yes")) {
            seen.seen(
                    Orders.event("ORDER_PARTIAL_FILL")
                            .setOrder(order)
                            .setPosition(position)
                            .build(),
                    0);
        }

        assertThat(name(find(Orders.amend(5).setLimitPrice(1.04).build(), 0))).isEqualTo(means);
        assertThat(name(find(Orders.protect(1).setStopLoss(1.03).build(), 0))).isEqualTo(means);
    }

    @ParameterizedTest(
            name = "a position of {0} to {1} {2}, opened at {3} and changed at {4}, seen {5}, its order {6}: {7}")
    @CsvSource({
        "symbol 1, BUY,  100000,   5,   5, -,               -,        Unclear",
        "symbol 1, BUY,   40000,   5,   5, -,               -,        Unclear",
        "symbol 1, BUY,  200000,  -5,   5, 100000 at -5,    -,        Unclear",
        "symbol 1, SELL,  50000,  -5,   5, 150000 at -5,    -,        Unclear",
        "symbol 1, BUY,  200000,  -5,   5, 100000 at -5,    100000,   Absent",
        "symbol 1, BUY,  300000,  -5,   5, 100000 at -5,    100000,   Unclear",
        "symbol 1, BUY,  100000,   5,   5, 100000 at 5,     -,        Absent",
        "symbol 1, BUY,  100000,   5,   5, -,               100000,   Absent",
        "symbol 1, BUY,  100000,  -5,  -5, -,               -,        Absent",
        "symbol 1, SELL, 100000,   5,   5, -,               -,        Absent",
        "symbol 2, BUY,  100000,   5,   5, -,               -,        Absent",
        "symbol 1, BUY,  100000,   0,   0, -,               -,        Unclear",
        "symbol 1, BUY,  100000,   0,   5, -,               40000,    Unclear",
        "symbol 1, BUY,  100000,  -5,   5, -,               40000,    Absent",
        "symbol 1, BUY,  200000,  -5,   5, 100000 at -5,    40000,    Unclear",
        "symbol 1, BUY,  100000,   5,   5, -,               closing,  Unclear",
        "symbol 1, SELL, 100000,  -5,   5, 100000 at -5,    -,        Absent",
        "symbol 1, SELL, 150000,  -5,   5, 100000 at -5,    -,        Absent",
    })
    void aPositionThatNoListedOrderExplainsSpeaksAgainstAnAbsence(
            String symbol,
            ProtoOATradeSide side,
            long volume,
            long opened,
            long changed,
            String known,
            String listed,
            String means) {
        ProtoOAPosition.Builder position = Orders.position(7).setUtcLastUpdateTimestamp(SENT + changed);
        position.getTradeDataBuilder()
                .setSymbolId(Long.parseLong(symbol.split(" ")[1]))
                .setTradeSide(side)
                .setVolume(volume)
                .setOpenTimestamp(SENT + opened);
        open.addPosition(position);
        if (!known.equals("-")) {
            String[] state = known.split(" at ");
            ProtoOAPosition.Builder before =
                    position.clone().setUtcLastUpdateTimestamp(SENT + Long.parseLong(state[1]));
            before.getTradeDataBuilder().setVolume(Long.parseLong(state[0]));
            seen.seen(Orders.event("ORDER_FILLED").setPosition(before).build(), 0);
        }
        if (!listed.equals("-")) {
            orders.add(Orders.order("MARKET", 8)
                    .setPositionId(7)
                    .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                    .setUtcLastUpdateTimestamp(SENT + 5)
                    .setClosingOrder(listed.equals("closing"))
                    .setExecutedVolume(listed.equals("closing") ? volume : Long.parseLong(listed))
                    .build());
        }

        assertThat(name(find(newOrder(), 0))).isEqualTo(means);
    }

    @ParameterizedTest(name = "a deal of symbol {0}, {1}, {2} ms after the send, order listed {3}, taken {4}: {5}")
    @CsvSource({
        "1, BUY,   5, no,  no,  Unclear",
        "1, BUY,   5, yes, no,  Absent",
        "1, BUY,   5, no,  yes, Absent",
        "1, BUY,  -5, no,  no,  Absent",
        "1, SELL,  5, no,  no,  Absent",
        "2, BUY,   5, no,  no,  Absent",
        "1, BUY,   0, no,  no,  Unclear",
    })
    void aDealWithoutItsOrderSpeaksAgainstAnAbsence(
            long symbol, ProtoOATradeSide side, long later, String listed, String taken, String means) {
        deals.add(Orders.deal(1, 8, 100_000)
                .setSymbolId(symbol)
                .setTradeSide(side)
                .setExecutionTimestamp(SENT + later)
                .build());
        if (listed.equals("yes")) {
            orders.add(Orders.order("MARKET", 8).build());
        }
        Set<Long> others = taken.equals("yes") ? Set.of(8L) : Set.of();

        assertThat(name(OutcomeMatcher.of(newOrder(), "mine").find(snapshot(), clues(0, others::contains))))
                .isEqualTo(means);
    }

    @Test
    void aDealThatTradedNothingSpeaksAgainstNoAbsence() {
        deals.add(Orders.deal(1, 8, 0)
                .setExecutionTimestamp(SENT + 5)
                .setDealStatus(ProtoOADealStatus.REJECTED)
                .build());

        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Absent.class);
    }

    @Test
    void thePositionThatARequestNamesIsItsOwnWhateverItsSide() {
        ProtoOAPosition.Builder position = Orders.position(7).setUtcLastUpdateTimestamp(SENT + 5);
        position.getTradeDataBuilder().setTradeSide(ProtoOATradeSide.SELL);
        open.addPosition(position);

        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Absent.class);
        assertThat(find(Orders.newOrder("LIMIT", "mine").setPositionId(7).build(), 0))
                .isInstanceOf(LookUpResult.Unclear.class);
    }

    @Test
    void anOrderOfTheSameIdThatBelongsToAnEarlierOperationIsNotTaken() {
        orders.add(filled(5).build());
        deals.add(Orders.deal(1, 5, 100_000).build());

        assertThat(name(OutcomeMatcher.of(newOrder(), "mine").find(snapshot(), clues(0, taken -> taken == 5))))
                .isEqualTo("Absent");
        assertThat(name(find(newOrder(), 0))).isEqualTo("ORDER_FILLED");
    }

    @Test
    void aLabelThatIsTheIdOfTheRequestSaysNothingWhenTheRequestHasAnotherLabel() {
        assertThat(find(labelled("mine"), 0)).isInstanceOf(LookUpResult.Absent.class);
        open.addPosition(Orders.position(1)
                .setTradeData(Orders.position(1).getTradeData().toBuilder().setLabel("mine")));

        assertThat(find(labelled("strategy"), 0)).isInstanceOf(LookUpResult.Absent.class);
    }

    @ParameterizedTest(name = "a close of 100000 of {0}, {1} left, another order closed {2} since: {3}")
    @CsvSource({
        "100000,      0,     0, Unclear",
        "300000, 200000,     0, Unclear",
        "300000, 300000,     0, Absent",
        "300000, 260000, 40000, Absent",
        "300000, 160000, 40000, Unclear",
        "     -,      0,     0, Unclear",
        "     -,      0, 40000, Absent",
        "     -, 300000,     0, Absent",
    })
    void aPositionThatIsSmallerThanItWasSpeaksAgainstTheAbsenceOfItsClose(
            String volumeBefore, long left, long closedByAnother, String means) {
        if (!volumeBefore.equals("-")) {
            before = new LastKnownState.State(Long.parseLong(volumeBefore), SENT - 10);
        }
        if (left > 0) {
            ProtoOAPosition.Builder position = Orders.position(1);
            position.getTradeDataBuilder().setVolume(left);
            open.addPosition(position);
        }
        if (closedByAnother > 0) {
            ProtoOAOrder.Builder closing = filled(8).setClosingOrder(true).setExecutedVolume(closedByAnother);
            closing.getTradeDataBuilder().setVolume(closedByAnother).setOpenTimestamp(SENT + 5);
            orders.add(closing.build());
        }

        assertThat(name(find(Orders.close(1, 100_000), 0))).isEqualTo(means);
    }

    @Test
    void aCloseThatHadChangedThePositionBeforeTheSendIsSomebodyElses() {
        before = new LastKnownState.State(200_000, SENT - 10);
        ProtoOAPosition.Builder position = Orders.position(1);
        position.getTradeDataBuilder().setVolume(200_000);
        open.addPosition(position);
        ProtoOAOrder.Builder closing = filled(8).setClosingOrder(true).setUtcLastUpdateTimestamp(SENT - 10);
        closing.setPositionId(1).getTradeDataBuilder().setVolume(100_000).setOpenTimestamp(SENT - 10);
        orders.add(closing.build());

        assertThat(find(Orders.close(1, 100_000), 0)).isInstanceOf(LookUpResult.Absent.class);
    }

    @Test
    void anOrderThatIsListedAsWorkingAndIsNotOpenHasEndedSince() {
        orders.add(mine(5).build());

        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(Orders.cancel(5), 0)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(Orders.amend(5).setLimitPrice(1.04).build(), 0)).isInstanceOf(LookUpResult.Unclear.class);
    }

    @Test
    void theLabelOnAnOrderThatTheServerMadeForItsPositionKeepsAnOrderFromBeingAbsent() {
        ProtoOAOrder.Builder closing = Orders.order("MARKET", 8).setClosingOrder(true);
        closing.getTradeDataBuilder().setLabel("mine");
        orders.add(closing.build());

        assertThat(find(labelled("mine"), 0)).isInstanceOf(LookUpResult.Unclear.class);
    }

    @Test
    void aPositionWithItsLabelKeepsAnOrderFromBeingAbsentUnlessOthersShareTheLabel() {
        open.addPosition(Orders.position(1)
                .setTradeData(Orders.position(1).getTradeData().toBuilder().setLabel("mine")));
        open.addPosition(Orders.position(2)
                .setTradeData(Orders.position(2).getTradeData().toBuilder().setLabel("strategy")));

        assertThat(find(labelled("mine"), 0)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(labelled("strategy"), 0)).isInstanceOf(LookUpResult.Absent.class);
    }

    @Test
    void onlyACompleteReadShowsAnAbsence() {
        open.addPosition(Orders.position(1));
        complete = false;
        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(Orders.close(1, 100_000), 0)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(Orders.cancel(5), 0)).isInstanceOf(LookUpResult.Unclear.class);

        complete = true;
        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Absent.class);
        assertThat(find(Orders.close(1, 100_000), 0)).isInstanceOf(LookUpResult.Absent.class);
    }
}
