package io.github.camelctrader.client.order;

import static io.github.camelctrader.client.order.OrderManagerHarness.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a finding of a look-up is worth, by the time at which it was made. */
class LookUpEvaluatorTest {
    private static final int GRACE = 15;
    private static final int CATCH_UP = 300;
    private static final int ONE_DAY = 86_400;

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @BeforeEach
    void theClockHasRunForAWhile() {
        harness.pass(100);
    }

    @Test
    void anAbsenceIsJudgedByTheFirstLookUpThatBeginsWhenTheGraceIsOver() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.cut();
        harness.pass(GRACE - 1);
        assertThat(answer).isNotDone();
        harness.pass(1);

        assertFailure(answer, NotSentException.class, "is not found at the server");
    }

    @Test
    void afterARefusalForSureTheGraceNeedNotPass() {
        harness.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.cancel(5));
        harness.sendings
                .get(0)
                .answer()
                .completeExceptionally(new RequestRejectedException(
                        "ORDER_NOT_FOUND", "ORDER_NOT_FOUND", null, Retryability.AFTER_FIX));
        harness.pass(0);
        assertThat(answer).as("after one look-up").isNotDone();
        harness.pass(1);

        assertFailure(answer, RequestRejectedException.class, "ORDER_NOT_FOUND");
    }

    @Test
    void whatListsMayShowYetCountsOnceTheyHadTimeToShowIt() {
        // A position that its close may have ended, although no list shows that.
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.close(1, Orders.VOLUME));
        harness.cut();
        harness.pass(CATCH_UP - 1);
        assertFailure(answer, OutcomeUnknownException.class, "is not known");
        assertThat(harness.lateOutcomes).isEmpty();
        harness.pass(60);

        assertThat(harness.lateOutcomes)
                .extracting(OrderOutcomeEvent::outcome)
                .containsExactly(OrderOutcomeEvent.NOT_EXECUTED);
    }

    @Test
    void anOrderThatDoesNotExistIsRefusedOnceListsHadTimeToShowIt() {
        harness.submit(Orders.cancel(5));
        harness.cut();
        harness.pass(CATCH_UP - 1);
        assertThat(harness.lateOutcomes).isEmpty();
        harness.pass(60);

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.errorCode()).isEqualTo("ORDER_NOT_FOUND"));
    }

    @Test
    void whatNothingEverFollowsFromStaysUnknown() {
        harness.open.addPosition(Orders.position(1)
                .setTradeData(Orders.position(1).getTradeData().toBuilder().setLabel("mine")));
        harness.submit(Orders.newOrder("MARKET", "mine").setLabel("mine").build());
        harness.cut();
        harness.pass(2 * CATCH_UP);

        assertThat(harness.lateOutcomes).isEmpty();
        assertThat(phase()).isEqualTo(Phase.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2 * ONE_DAY, 2 * ONE_DAY})
    void clocksThatAreDaysApartJudgeNothingAbsent(int seconds) {
        long server = harness.loop.now().plusSeconds(seconds).toEpochMilli();
        harness.serverTime.stamped(server);
        harness.serverTime.stamped(server + 1);
        harness.submit(market());
        harness.cut();
        harness.pass(2 * CATCH_UP);

        assertThat(phase()).isEqualTo(Phase.UNKNOWN);
    }

    @ParameterizedTest(name = "an order that was seen to end {0} s after the link was lost and is not listed: {1}")
    @CsvSource({
        " 0, UNKNOWN",
        "15, UNKNOWN",
        "16, ABSENT",
    })
    void listsThatLackAnOrderThatWasSeenToEndWithinTheGraceAreLate(int seconds, Phase expected) {
        harness.submit(market());
        harness.usable = false;
        harness.cut();
        harness.pass(seconds);
        endOfAnother();
        harness.pass(30);
        harness.usable = true;
        harness.manager.ready();
        harness.pass(60);

        assertThat(phase()).isEqualTo(expected);
    }

    @Test
    void anOrderThatWasSeenToEndAfterALookUpBeganNeedNotBeInIt() {
        harness.submit(market());
        harness.usable = false;
        harness.cut();
        harness.pass(GRACE - 2);
        harness.usable = true;
        harness.silent = true;
        harness.manager.ready();
        harness.pass(1);
        endOfAnother();
        harness.silent = false;
        harness.answerReads();
        harness.orders.add(another());
        harness.pass(1);

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(2);
        assertThat(phase()).isEqualTo(Phase.ABSENT);
    }

    @Test
    void listsThatAreLateSayNothingAgainstWhatIsOpen() {
        harness.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.cancel(5));
        endOfAnother();
        harness.cut();
        harness.pass(GRACE);

        assertFailure(answer, NotSentException.class, "order 5 still works");
    }

    @Test
    void listsThatAreLateForMinutesAreBelieved() {
        harness.submit(Orders.close(1, Orders.VOLUME));
        endOfAnother();
        harness.cut();
        harness.pass(CATCH_UP + 60);

        assertThat(phase()).isEqualTo(Phase.ABSENT);
    }

    @Test
    void theRejectionOfAnOrderThatTheServerHadTakenIsTheAnswerAtOnce() {
        CompletableFuture<OrderAnswer> answer = harness.submit(limit(), OrderReply.FINAL, "mine");
        harness.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                        .build(),
                harness.lastId());
        harness.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_REJECTED).build());
        harness.cut();

        assertFailure(answer, RequestRejectedException.class, "ORDER_REJECTED");
    }

    @Test
    void anAmendmentWhoseOrderEndedOtherwiseIsRefusedAtOnce() {
        harness.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED)
                .setLimitPrice(1)
                .build());
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.amend(5).setLimitPrice(2).build());
        harness.cut();

        assertFailure(answer, RequestRejectedException.class, "UNABLE_TO_AMEND_ORDER");
    }

    @Test
    void whatWasExecutedOfAnOrderThatStillWorksIsTold() {
        harness.submit(limit(), OrderReply.FINAL, "mine");
        harness.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED).setExecutedVolume(40_000));
        harness.deals.add(Orders.deal(1, 5, 40_000).build());
        harness.cut();

        assertThat(harness.executed)
                .extracting(event -> event.getDeal().getDealId())
                .containsExactly(1L);
    }

    @Test
    void anOutcomeThatCameDuringALookUpIsNotPutAsideByIt() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.silent = true;
        harness.cut();
        ProtoOAExecutionEvent fill = Orders.event("ORDER_FILLED")
                .setOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                .build();
        harness.event(fill, null);
        harness.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        harness.silent = false;
        harness.answerReads();

        assertThat(answer).isCompletedWithValueMatching(told -> told.event().equals(fill));
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.outcome()).isEqualTo(fill));
    }

    @Test
    void aRequestThatGoesOnceMoreIsNotJudgedByALookUpThatBeganBefore() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.loop.advance(OrderManagerHarness.TIMEOUT);
        harness.silent = true;
        harness.pass(1);
        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(2);
        harness.sendings.get(0).listener().takenBack();
        harness.silent = false;
        harness.answerReads();
        assertThat(answer).isNotDone();
        harness.sendings.get(0).listener().sent("again");
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                        .build(),
                "again");

        assertThat(((ProtoOAExecutionEvent) answer.join().event()).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
    }

    /** An order of somebody else, which no list shows, is seen to end. */
    private void endOfAnother() {
        harness.event(Orders.event("ORDER_FILLED").setOrder(another()).build(), null);
    }

    private ProtoOAOrder another() {
        return Orders.order("MARKET", 99)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setUtcLastUpdateTimestamp(harness.loop.now().toEpochMilli())
                .build();
    }

    private Phase phase() {
        return journal.open().get(0).phase();
    }

    private static Message market() {
        return Orders.newOrder("MARKET", "mine").build();
    }

    private static Message limit() {
        return Orders.newOrder("LIMIT", "mine").build();
    }

    private static ProtoOAOrder.Builder order(long orderId, ProtoOAOrderStatus status) {
        return Orders.order("LIMIT", orderId).setClientOrderId("mine").setOrderStatus(status);
    }
}
