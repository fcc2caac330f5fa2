package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_ACCEPTED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_CANCELLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_FILLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_PARTIAL_FILL;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_REPLACED;
import static io.github.camelctrader.client.session.OrderHarness.ACCOUNT;
import static io.github.camelctrader.client.session.OrderHarness.DEMO;
import static io.github.camelctrader.client.session.OrderHarness.VOLUME;
import static io.github.camelctrader.client.session.OrderHarness.event;
import static io.github.camelctrader.client.session.OrderHarness.failureOf;
import static io.github.camelctrader.client.session.OrderHarness.limit;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.OrderScript;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is answered in each of the sequences of events that the server makes of an order request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderSequencesTest {
    private final OrderHarness harness = harness();

    OrderHarness harness() {
        return new OrderHarness();
    }

    @AfterAll
    void close() {
        harness.close();
    }

    @BeforeEach
    void stillMarket() {
        harness.simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @Test
    void aMarketOrderWithProtectionIsAnsweredByItsFill() {
        ProtoOAExecutionEvent answer = harness.answerOf(
                market().setRelativeStopLoss(1000).setRelativeTakeProfit(1000).build());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_FILLED);
        assertThat(answer.getDeal().getFilledVolume()).isEqualTo(VOLUME);
        assertThat(answer.getPosition().getTradeData().getVolume()).isEqualTo(VOLUME);
        harness.awaitEvent(ORDER_ACCEPTED, 2);
    }

    @Test
    void whoAsksForTheAcceptanceOfAMarketOrderGetsIt() {
        Reply reply = harness.send(market().build(), OrderReply.ACCEPTED).join();

        assertThat(event(reply).getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(event(reply).hasDeal()).isFalse();
    }

    @Test
    void partsOfAFillAreNoEnd() {
        harness.simulator.broker().scriptNextOrder(ACCOUNT, OrderScript.portions(40_000, 60_000));
        ProtoOAExecutionEvent answer =
                harness.answerOf(market().setVolume(100_000).build());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getOrder().getExecutedVolume()).isEqualTo(100_000);
        harness.awaitEvent(ORDER_PARTIAL_FILL, 1);
    }

    @Test
    void aMarketOrderThatIsFilledInPartEndsWithTheCancellationOfTheRest() {
        harness.simulator.broker().scriptNextOrder(ACCOUNT, OrderScript.portions(40_000));
        ProtoOAExecutionEvent answer = harness.answerOf(market().build());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_CANCELLED);
        assertThat(answer.getOrder().getExecutedVolume()).isEqualTo(40_000);
    }

    @Test
    void aLimitOrderIsAnsweredByItsAcceptance() {
        ProtoOAExecutionEvent answer = harness.answerOf(limit().build());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(answer.getOrder().getOrderType()).isEqualTo(ProtoOAOrderType.LIMIT);
    }

    @Test
    void anOrderThatMayNotRestIsAnsweredByItsEnd() {
        ProtoOAExecutionEvent answer = harness.answerOf(limit().setLimitPrice(1.2)
                .setTimeInForce(ProtoOATimeInForce.FILL_OR_KILL)
                .build());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
    }

    @Test
    void whoAsksForTheEndOfALimitOrderGetsItsFillAlthoughThatCarriesNoIdOfTheRequest() {
        CompletableFuture<Reply> reply =
                harness.send(limit().setLimitPrice(1.0999).build(), OrderReply.FINAL);
        await().until(() -> harness.open().getOrderList().stream().anyMatch(order -> order.getLimitPrice() == 1.0999));
        assertThat(reply).isNotDone();
        harness.simulator.quote(DEMO, "EURUSD", "1.09970", "1.09980");

        assertThat(event(reply.join()).getExecutionType()).isEqualTo(ORDER_FILLED);
    }

    @Test
    void aCancelIsAnsweredByTheCancellation() {
        ProtoOAExecutionEvent answer = harness.answerOf(OrderHarness.cancel(harness.resting()));

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = CancelRace.class,
            names = {"ORDER_FILLED", "ORDER_NOT_FOUND", "UNABLE_TO_CANCEL"})
    void aCancelThatLosesAgainstTheMarketIsAnsweredByTheFill(CancelRace race) {
        long orderId = harness.resting();
        harness.simulator.broker().raceNextCancel(ACCOUNT, race);
        ProtoOAExecutionEvent answer = harness.answerOf(OrderHarness.cancel(orderId));

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getOrder().getOrderId()).isEqualTo(orderId);
    }

    @Test
    void aCancelThatIsRejectedFailsWithTheCode() {
        long orderId = harness.resting();
        harness.simulator.broker().raceNextCancel(ACCOUNT, CancelRace.CANCEL_REJECTED);

        assertThat(failureOf(harness.send(OrderHarness.cancel(orderId))))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        rejected -> assertThat(rejected.getErrorCode()).isEqualTo("PENDING_EXECUTION"));
    }

    @Test
    void anAmendmentIsAnsweredByTheReplacement() {
        long orderId = harness.resting();
        ProtoOAExecutionEvent answer = harness.answerOf(ProtoOAAmendOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setOrderId(orderId)
                .setVolume(200_000)
                .setLimitPrice(1.04)
                .build());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_REPLACED);
        assertThat(answer.getOrder().getLimitPrice()).isEqualTo(1.04);
    }

    @Test
    void theProtectionOfAPositionIsMadeMovedAndTakenAway() {
        ProtoOAAmendPositionSLTPReq.Builder protection = ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(harness.position());

        assertThat(harness.answerOf(protection.setStopLoss(1.05).build()).getExecutionType())
                .isEqualTo(ORDER_ACCEPTED);
        assertThat(harness.answerOf(protection.setStopLoss(1.06).build()).getExecutionType())
                .isEqualTo(ORDER_REPLACED);
        assertThat(harness.answerOf(protection.clearStopLoss().build()).getExecutionType())
                .isEqualTo(ORDER_CANCELLED);
    }

    @Test
    void aPartialCloseIsAnsweredByItsFillAndNotByTheProtectionThatShrinks() {
        long positionId = harness.answerOf(market().setRelativeStopLoss(5000).build())
                .getPosition()
                .getPositionId();
        ProtoOAExecutionEvent answer = harness.answerOf(OrderHarness.close(positionId, 100_000));

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getOrder().getClosingOrder()).isTrue();
        assertThat(answer.getPosition().getTradeData().getVolume()).isEqualTo(200_000);
        harness.awaitEvent(ORDER_REPLACED, 1);
    }

    @Test
    void aFullCloseIsAnsweredByItsFillAndNotByTheProtectionThatEnds() {
        long positionId = harness.answerOf(market().setRelativeStopLoss(5000).build())
                .getPosition()
                .getPositionId();
        ProtoOAExecutionEvent answer = harness.answerOf(OrderHarness.close(positionId, VOLUME));

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getDeal().hasClosePositionDetail()).isTrue();
    }

    @Test
    void anOrderThatIsRejectedAfterItsAcceptanceFailsWithTheCode() {
        harness.simulator.broker().scriptNextOrder(ACCOUNT, OrderScript.rejected("NO_QUOTES"));

        assertThat(failureOf(harness.send(market().build())))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        rejected -> assertThat(rejected.getErrorCode()).isEqualTo("NO_QUOTES"));
    }

    @Test
    void anOrderThatFailsItsChecksFailsWithCodeAndDescriptionAndConsumersSeeIt() {
        assertThat(failureOf(harness.send(market().setVolume(1).build())))
                .isInstanceOfSatisfying(RequestRejectedException.class, rejected -> {
                    assertThat(rejected.getErrorCode()).isEqualTo("TRADING_BAD_VOLUME");
                    assertThat(rejected.getDescription()).isNotBlank();
                    assertThat(rejected.getAccountId()).isEqualTo(ACCOUNT);
                });
        await().until(() -> harness.executions.events("OrderErrorEvent").stream()
                .anyMatch(event -> event.message() instanceof ProtoOAOrderErrorEvent));
    }

    @Test
    void theServersIdsAndTextsShowTheOperation() {
        String id = OrderHarness.freshId();
        ProtoOAExecutionEvent answer = event(harness.send(limit().build(), OrderReply.AUTO, OrderHarness.PATIENCE, id)
                .join());

        assertThat(answer.getOrder().getClientOrderId()).isEqualTo(id);
        assertThat(answer.getOrder().getTradeData().getLabel()).isEqualTo(id);
    }

    @Test
    void aLabelOfTheUsersStays() {
        ProtoOAExecutionEvent answer = harness.answerOf(limit().setLabel("mine").build());

        assertThat(answer.getOrder().getTradeData().getLabel()).isEqualTo("mine");
        assertThat(answer.getOrder().getClientOrderId()).isNotEmpty().isNotEqualTo("mine");
    }
}
