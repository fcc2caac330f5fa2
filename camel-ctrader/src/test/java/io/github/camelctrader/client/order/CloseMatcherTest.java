package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which order a close takes for its own, and what shows that there is none. */
class CloseMatcherTest extends LookUpCase {
    @ParameterizedTest(name = "a {1} order {2} ms after the send, closing {0}, position known {3}: {4}")
    @CsvSource({
        "true,  MARKET,                     5, no,  ORDER_FILLED",
        "true,  MARKET,                -60000, no,  ORDER_FILLED",
        "true,  MARKET,                -60001, no,  Absent",
        "false, MARKET,                     5, no,  Absent",
        "true,  STOP_LOSS_TAKE_PROFIT,      5, no,  Absent",
        "true,  MARKET,                     5, yes, ORDER_FILLED",
        "true,  MARKET,                    -9, yes, ORDER_FILLED",
        "true,  MARKET,                   -10, yes, Absent",
    })
    void aCloseIsKnownByWhatItIsAndWhenItWas(boolean isClosing, String type, long later, String known, String means) {
        before = known.equals("yes") ? new LastKnownState.State(100_000, SENT - 10) : null;
        open.addPosition(Orders.position(1));
        ProtoOAOrder.Builder closing = Orders.order(type, 5)
                .setPositionId(1)
                .setClosingOrder(isClosing)
                .setExecutedVolume(100_000)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED);
        closing.getTradeDataBuilder().setOpenTimestamp(SENT + later);
        orders.add(closing.build());
        deals.add(Orders.deal(1, 5, 100_000).build());

        assertThat(name(find(Orders.close(1, 100_000), 0))).isEqualTo(means);
        assertThat(name(find(Orders.close(1, 40_000), 5)))
                .as("the order that the server took it as")
                .isEqualTo("ORDER_FILLED");
    }

    @Test
    void aCloseWhoseTimeIsNotKnownTakesNoOrderForItsOwn() {
        ProtoOAOrder.Builder closing = closing(5);
        deals.add(Orders.deal(1, 5, 100_000).build());
        MatchContext timeless = new MatchContext(0, 0, null, taken -> false, seen);
        OutcomeMatcher close = OutcomeMatcher.of(Orders.close(1, 100_000), "mine");

        orders.add(closing.clone()
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_REJECTED)
                .build());
        assertThat(name(close.find(snapshot(), timeless))).isEqualTo("refused");
        orders.set(0, closing.build());
        assertThat(name(close.find(snapshot(), timeless))).isEqualTo("Unclear");
        closing.getTradeDataBuilder().setVolume(40_000);
        orders.set(0, closing.build());
        assertThat(name(close.find(snapshot(), timeless)))
                .as("what others closed may have been long before")
                .isEqualTo("Unclear");
    }

    @ParameterizedTest(name = "the position changed {0} ms after the send: {1}")
    @CsvSource({"-1, Absent", "0, Unclear", "1, Unclear"})
    void aPositionThatWasNotTouchedSinceTheSendWasNotClosed(long later, String means) {
        open.addPosition(Orders.position(1).setUtcLastUpdateTimestamp(SENT + later));

        assertThat(name(find(Orders.close(1, 100_000), 0))).isEqualTo(means);
    }

    @Test
    void whatChangedThePositionBeforeItWasSeenIsNotCountedOnceMore() {
        before = new LastKnownState.State(300_000, SENT - 10);
        ProtoOAPosition.Builder position = Orders.position(1);
        position.getTradeDataBuilder().setVolume(260_000);
        open.addPosition(position);
        ProtoOAOrder.Builder closing = closing(8).setExecutedVolume(40_000);
        closing.getTradeDataBuilder().setVolume(40_000).setOpenTimestamp(SENT - 10);
        orders.add(closing.build());
        assertThat(find(Orders.close(1, 100_000), 0)).isInstanceOf(LookUpResult.Unclear.class);

        closing.getTradeDataBuilder().setOpenTimestamp(SENT - 9);
        orders.set(0, closing.build());
        assertThat(find(Orders.close(1, 100_000), 0))
                .isInstanceOfSatisfying(
                        LookUpResult.Absent.class,
                        absent -> assertThat(absent.byLists())
                                .as("the size of the position proves it")
                                .isFalse());
        before = null;
        assertThat(find(Orders.close(1, 300_000), 0))
                .isInstanceOfSatisfying(
                        LookUpResult.Absent.class,
                        absent -> assertThat(absent.byLists()).isTrue());
    }

    private static ProtoOAOrder.Builder closing(long orderId) {
        return Orders.order("MARKET", orderId)
                .setPositionId(1)
                .setClosingOrder(true)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setExecutedVolume(100_000);
    }
}
