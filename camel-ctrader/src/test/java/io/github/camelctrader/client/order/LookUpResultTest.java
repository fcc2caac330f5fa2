package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.order.AccountSnapshot.OrderWithDeals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a look-up concludes from what it read. */
class LookUpResultTest extends LookUpCase {
    @ParameterizedTest(name = "a new order that is {0} with {1} executed: {2}")
    @CsvSource({
        "ORDER_STATUS_ACCEPTED,      0, ORDER_ACCEPTED",
        "ORDER_STATUS_ACCEPTED,  40000, ORDER_ACCEPTED",
        "ORDER_STATUS_FILLED,   100000, ORDER_FILLED",
        "ORDER_STATUS_CANCELLED,     0, ORDER_CANCELLED",
        "ORDER_STATUS_CANCELLED, 40000, ORDER_CANCELLED",
        "ORDER_STATUS_EXPIRED,       0, ORDER_EXPIRED",
        "ORDER_STATUS_REJECTED,      0, refused",
    })
    void aNewOrderIsFoundByItsId(ProtoOAOrderStatus status, long executed, String means) {
        list(mine(5).setOrderStatus(status).setExecutedVolume(executed).build());
        orders.add(mine(6).setClientOrderId("other").build());
        if (executed > 0) {
            deals.add(Orders.deal(1, 5, executed).build());
        }

        assertThat(name(find(newOrder(), 0))).isEqualTo(means);
    }

    @Test
    void aFillIsToldWithItsDealAndItsPositionAndThePriceOfAllDeals() {
        orders.add(filled(5).build());
        deals.add(Orders.deal(2, 5, 60_000).setExecutionPrice(1.2).build());
        deals.add(Orders.deal(1, 5, 40_000).setExecutionPrice(1.1).build());
        deals.add(Orders.deal(3, 9, 40_000).build());
        ProtoOAPosition position = Orders.position(1).build();
        open.addPosition(position).addPosition(Orders.position(2));

        LookUpResult.Ended ended = (LookUpResult.Ended) find(newOrder(), 0);
        assertThat(ended.event().getDeal()).isEqualTo(deals.get(0));
        assertThat(ended.event().getPosition()).isEqualTo(position);
        assertThat(ended.event().getOrder().getExecutionPrice()).isEqualTo(1.16);
    }

    @Test
    void aPositionThatIsClosedAlreadyIsNotInvented() {
        orders.add(filled(5).build());
        deals.add(Orders.deal(1, 5, 100_000).build());

        assertThat(((LookUpResult.Ended) find(newOrder(), 0)).event().hasPosition())
                .isFalse();
    }

    @Test
    void aFillWhoseDealsWereNotAllReadIsUnclear() {
        orders.add(filled(5).build());
        deals.add(Orders.deal(1, 5, 60_000).build());

        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Unclear.class);
    }

    @Test
    void anOrderThatRestsIsFoundAmongWhatIsOpen() {
        open.addOrder(mine(5));

        assertThat(name(find(newOrder(), 0))).isEqualTo("ORDER_ACCEPTED");
    }

    @Test
    void anOrderThatTheServerHasTakenIsNeverAbsent() {
        assertThat(find(newOrder(), 5)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(Orders.close(1, 100_000), 5)).isInstanceOf(LookUpResult.Unclear.class);
    }

    @ParameterizedTest(name = "a closing order of position {0}, volume {1}, {2} ms after the send, taken {3}: {4}")
    @CsvSource({
        "1, 100000,      5, no,  ORDER_FILLED",
        "1, 100000, -59000, no,  ORDER_FILLED",
        "1, 100000, -61000, no,  Absent",
        "1,  40000,      5, no,  Absent",
        "2, 100000,      5, no,  Absent",
        "1, 100000,      5, yes, Absent",
    })
    void aCloseIsFoundByPositionAndVolume(long position, long volume, long later, String taken, String means) {
        ProtoOAOrder.Builder closing = filled(5).setPositionId(position).setClosingOrder(true);
        closing.getTradeDataBuilder().setVolume(volume).setOpenTimestamp(SENT + later);
        orders.add(closing.build());
        deals.add(Orders.deal(1, 5, 100_000).build());
        open.addPosition(Orders.position(1));
        Set<Long> others = taken.equals("yes") ? Set.of(5L) : Set.of();

        assertThat(name(OutcomeMatcher.of(Orders.close(1, 100_000), "id").find(snapshot(), clues(0, others::contains))))
                .isEqualTo(means);
    }

    @ParameterizedTest(name = "a cancel whose order is {0}: {1}")
    @CsvSource({
        "ORDER_STATUS_ACCEPTED,  Absent",
        "ORDER_STATUS_CANCELLED, ORDER_CANCELLED",
        "ORDER_STATUS_FILLED,    ORDER_FILLED",
        "ORDER_STATUS_EXPIRED,   ORDER_EXPIRED",
    })
    void aCancelIsToldByItsOrder(ProtoOAOrderStatus status, String means) {
        list(mine(5).setOrderStatus(status).setExecutedVolume(100_000).build());
        deals.add(Orders.deal(1, 5, 100_000).build());

        assertThat(name(find(Orders.cancel(5), 0))).isEqualTo(means);
    }

    @Test
    void anOldOrderIsLookedAtByItself() {
        details.put(
                5L,
                Optional.of(new OrderWithDeals(
                        filled(5).build(), List.of(Orders.deal(1, 5, 100_000).build()))));
        details.put(6L, Optional.empty());

        assertThat(name(find(Orders.cancel(5), 0))).isEqualTo("ORDER_FILLED");
        assertThat(find(Orders.cancel(6), 0))
                .as("its end may not be listed yet")
                .isInstanceOfSatisfying(
                        LookUpResult.Unclear.class,
                        unclear -> assertThat(unclear.once())
                                .isInstanceOfSatisfying(
                                        LookUpResult.Refused.class,
                                        refused ->
                                                assertThat(refused.errorCode()).isEqualTo("ORDER_NOT_FOUND")));
    }

    @Test
    void anAmendmentTookEffectWhenTheOrderIsAsItWants() {
        open.addOrder(mine(5).setLimitPrice(1.04).setStopLoss(1.03));

        assertThat(name(find(
                        Orders.amend(5).setLimitPrice(1.04).setStopLoss(1.03).build(), 0)))
                .isEqualTo("ORDER_REPLACED");
        assertThat(name(find(
                        Orders.amend(5).setLimitPrice(1.05).setStopLoss(1.03).build(), 0)))
                .isEqualTo("Absent");
        assertThat(name(find(Orders.amend(5).setLimitPrice(1.04).build(), 0))).isEqualTo("Absent");
        assertThat(name(find(Orders.amend(5).setVolume(1).setStopLoss(1.03).build(), 0)))
                .isEqualTo("Absent");
    }

    @Test
    void aProtectionTookEffectWhenThePositionIsAsItWants() {
        open.addPosition(Orders.position(1).setStopLoss(1.03));

        assertThat(name(find(Orders.protect(1).setStopLoss(1.03).build(), 0))).isEqualTo("ORDER_REPLACED");
        assertThat(name(find(Orders.protect(1).build(), 0))).isEqualTo("Absent");
        assertThat(name(find(
                        Orders.protect(1).setStopLoss(1.03).setTakeProfit(2).build(), 0)))
                .isEqualTo("Absent");
        assertThat(name(find(Orders.protect(2).setStopLoss(1.03).build(), 0)))
                .as("no list shows how it was closed")
                .isEqualTo("Unclear");
        seen.seen(
                Orders.event("ORDER_FILLED")
                        .setPosition(Orders.position(2)
                                .setTradeData(Orders.position(2).getTradeData().toBuilder()
                                        .setVolume(0)))
                        .build(),
                0);
        assertThat(name(find(Orders.protect(2).setStopLoss(1.03).build(), 0))).isEqualTo("refused");
    }

    @ParameterizedTest(
            name = "an amendment to trailing {0}, trigger {1} of an order with trailing {2}, trigger {3}: {4}")
    @CsvSource({
        "true,  TRADE,    true,  TRADE,    ORDER_REPLACED",
        "true,  TRADE,    false, TRADE,    Absent",
        "false, TRADE,    true,  TRADE,    Absent",
        "true,  OPPOSITE, true,  TRADE,    Absent",
        "true,  OPPOSITE, true,  OPPOSITE, ORDER_REPLACED",
    })
    void howAStopWorksBelongsToWhatAnAmendmentWants(
            boolean wanted,
            ProtoOAOrderTriggerMethod wantedTrigger,
            boolean trailing,
            ProtoOAOrderTriggerMethod trigger,
            String means) {
        open.addOrder(mine(5).setStopLoss(1.03).setTrailingStopLoss(trailing).setStopTriggerMethod(trigger));
        open.addPosition(Orders.position(1)
                .setStopLoss(1.03)
                .setTrailingStopLoss(trailing)
                .setStopLossTriggerMethod(trigger));

        assertThat(name(find(
                        Orders.amend(5)
                                .setStopLoss(1.03)
                                .setTrailingStopLoss(wanted)
                                .setStopTriggerMethod(wantedTrigger)
                                .build(),
                        0)))
                .isEqualTo(means);
        assertThat(name(find(
                        Orders.protect(1)
                                .setStopLoss(1.03)
                                .setTrailingStopLoss(wanted)
                                .setStopLossTriggerMethod(wantedTrigger)
                                .build(),
                        0)))
                .isEqualTo(means);
    }

    @ParameterizedTest(name = "a stop at 1.03 that trails a position bought {0} and is at {1} now: {2}")
    @CsvSource({
        "true,  1.03, ORDER_REPLACED",
        "true,  1.05, ORDER_REPLACED",
        "true,  1.02, Absent",
        "false, 1.02, ORDER_REPLACED",
        "false, 1.05, Absent",
    })
    void aStopThatTrailsMayHaveMovedWithTheMarket(boolean bought, double now, String means) {
        ProtoOAPosition.Builder position =
                Orders.position(1).setStopLoss(now).setTrailingStopLoss(true).setGuaranteedStopLoss(true);
        position.getTradeDataBuilder().setTradeSide(bought ? ProtoOATradeSide.BUY : ProtoOATradeSide.SELL);
        open.addPosition(position);

        ProtoOAAmendPositionSLTPReq.Builder request = Orders.protect(1).setStopLoss(1.03);
        assertThat(name(find(request.setTrailingStopLoss(true).build(), 0))).isEqualTo(means);
        assertThat(name(find(request.setGuaranteedStopLoss(false).build(), 0))).isEqualTo("Absent");
    }

    @Test
    void theProtectionOfAPositionThatIsClosedShowsWhetherTheRequestCameBefore() {
        orders.add(Orders.order("STOP_LOSS_TAKE_PROFIT", 9)
                .setPositionId(1)
                .setClosingOrder(true)
                .setExecutedVolume(100_000)
                .setUtcLastUpdateTimestamp(SENT + 1)
                .setStopPrice(1.03)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .build());

        assertThat(name(find(Orders.protect(1).setStopLoss(1.03).build(), 0))).isEqualTo("ORDER_REPLACED");
        assertThat(name(find(Orders.protect(1).setStopLoss(1.02).build(), 0))).isEqualTo("refused");
        complete = false;
        assertThat(name(find(Orders.protect(1).setStopLoss(1.02).build(), 0))).isEqualTo("Unclear");
    }

    @Test
    void aCloseIsNotTakenForAnEarlierAttemptThatWasRejected() {
        ProtoOAOrder.Builder closing = filled(6).setClosingOrder(true);
        closing.getTradeDataBuilder().setOpenTimestamp(SENT);
        orders.add(closing.clone()
                .setOrderId(5)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_REJECTED)
                .build());
        assertThat(name(find(Orders.close(1, 100_000), 0))).isEqualTo("refused");

        orders.add(closing.build());
        deals.add(Orders.deal(1, 6, 100_000).build());
        assertThat(name(find(Orders.close(1, 100_000), 0))).isEqualTo("ORDER_FILLED");
    }

    @ParameterizedTest(name = "an amendment to volume {0}, limit {1}, of an order that is {2}: {3}")
    @CsvSource({
        "200000, 1.04, ORDER_STATUS_FILLED,    ORDER_FILLED",
        "200000, 1.04, ORDER_STATUS_CANCELLED, ORDER_CANCELLED",
        "200000, 1.04, ORDER_STATUS_EXPIRED,   ORDER_EXPIRED",
        "100000, 1.04, ORDER_STATUS_FILLED,    refused",
        "200000, 1.05, ORDER_STATUS_FILLED,    refused",
        "200000, 1.05, ORDER_STATUS_CANCELLED, refused",
        "200000, 1.05, ORDER_STATUS_EXPIRED,   refused",
    })
    void anAmendmentOfAnOrderThatEndedTookEffectOnlyIfItEndedAsWanted(
            long volume, double limit, ProtoOAOrderStatus status, String means) {
        ProtoOAOrder.Builder order = mine(5).setOrderStatus(status)
                .setLimitPrice(1.04)
                .setExecutedVolume(status == ProtoOAOrderStatus.ORDER_STATUS_FILLED ? 200_000 : 40_000);
        order.getTradeDataBuilder().setVolume(200_000);
        orders.add(order.build());
        deals.add(Orders.deal(1, 5, 200_000).build());

        assertThat(name(find(
                        Orders.amend(5).setVolume(volume).setLimitPrice(limit).build(), 0)))
                .isEqualTo(means);
    }

    @Test
    void theProtectionThatAFilledOrderLeftToItsPositionCountsForItsAmendment() {
        orders.add(filled(5).build());
        deals.add(Orders.deal(1, 5, 100_000).build());
        open.addOrder(Orders.order("STOP_LOSS_TAKE_PROFIT", 9).setPositionId(1).setStopPrice(1.03));

        assertThat(name(find(Orders.amend(5).setStopLoss(1.03).build(), 0))).isEqualTo("ORDER_FILLED");
        assertThat(name(find(Orders.amend(5).setStopLoss(1.02).build(), 0))).isEqualTo("refused");
    }

    @Test
    void aStatusNewerThanTheSchemaIsUnclear() {
        orders.add(mine(5).clearOrderStatus().buildPartial());

        assertThat(find(newOrder(), 0)).isInstanceOf(LookUpResult.Unclear.class);
        assertThat(find(Orders.cancel(5), 0)).isInstanceOf(LookUpResult.Unclear.class);
    }

    /** In the list of orders, and open as well if it works. */
    private void list(ProtoOAOrder order) {
        orders.add(order);
        if (order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED) {
            open.addOrder(order);
        }
    }
}
