package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which order a close takes for its own, and what shows that there is none. */
class CloseMatcherTest {
    private static final long SENT = 1_000_000;

    private final List<ProtoOAOrder> orders = new ArrayList<>();
    private final List<ProtoOADeal> deals = new ArrayList<>();
    private final ProtoOAReconcileRes.Builder open =
            ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(Orders.ACCOUNT);
    private final LastKnownState seen = new LastKnownState();
    private LastKnownState.@Nullable State before;

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
        ProtoOAOrder.Builder closing = filled(5).setClosingOrder(true);
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
        ProtoOAOrder.Builder closing = filled(8).setClosingOrder(true).setExecutedVolume(40_000);
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

    private static ProtoOAOrder.Builder filled(long orderId) {
        return Orders.order("MARKET", orderId)
                .setPositionId(1)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setExecutedVolume(100_000);
    }

    private AccountSnapshot snapshot() {
        return new AccountSnapshot(new History<>(orders, true), new History<>(deals, true), open.build(), Map.of());
    }

    private LookUpResult find(Message request, long orderId) {
        return OutcomeMatcher.of(request, "mine")
                .find(snapshot(), new MatchContext(orderId, SENT, before, taken -> false, seen));
    }

    private static String name(LookUpResult finding) {
        if (finding instanceof LookUpResult.Ended ended) {
            return ended.event().getExecutionType().name();
        }
        return finding instanceof LookUpResult.Refused
                ? "refused"
                : finding.getClass().getSimpleName();
    }
}
