package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import io.github.camelctrader.client.order.OutcomeMatcher.Progress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which event of a recorded sequence answers the request that caused it, and which events are somebody else's. */
class OutcomeMatcherTest {

    /** Events are written as TYPE of the order they are about; the number of the one that answers counts from 1. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // request   | answer | events with its id, in their order
                "MARKET      | 2 | ORDER_ACCEPTED:MARKET ORDER_FILLED:MARKET ORDER_ACCEPTED:STOP_LOSS_TAKE_PROFIT",
                "MARKET      | 3 | ORDER_ACCEPTED:MARKET ORDER_PARTIAL_FILL:MARKET ORDER_FILLED:MARKET",
                "MARKET      | 2 | ORDER_ACCEPTED:MARKET ORDER_CANCELLED:MARKET",
                "MARKET      | 2 | ORDER_ACCEPTED:MARKET ORDER_EXPIRED:MARKET",
                "MARKET      | 1 | ORDER_FILLED:MARKET",
                "MARKET_RANGE | 2 | ORDER_ACCEPTED:MARKET_RANGE ORDER_FILLED:MARKET_RANGE",
                "LIMIT       | 1 | ORDER_ACCEPTED:LIMIT ORDER_FILLED:LIMIT",
                "STOP        | 1 | ORDER_ACCEPTED:STOP",
                "STOP_LIMIT  | 1 | ORDER_ACCEPTED:STOP_LIMIT",
                "CLOSE       | 2 | ORDER_ACCEPTED:MARKET ORDER_FILLED:MARKET ORDER_REPLACED:STOP_LOSS_TAKE_PROFIT",
                "CLOSE       | 2 | ORDER_ACCEPTED:MARKET ORDER_FILLED:MARKET ORDER_CANCELLED:STOP_LOSS_TAKE_PROFIT",
                "CLOSE       | 3 | ORDER_ACCEPTED:MARKET ORDER_CANCELLED:STOP_LOSS_TAKE_PROFIT ORDER_FILLED:MARKET",
                "CLOSE       | 3 | ORDER_CANCELLED:STOP_LOSS_TAKE_PROFIT ORDER_ACCEPTED:MARKET ORDER_FILLED:MARKET",
                "CLOSE       | 3 | ORDER_ACCEPTED:MARKET ORDER_PARTIAL_FILL:MARKET ORDER_CANCELLED:MARKET",
                "CLOSE       | 2 | ORDER_ACCEPTED:MARKET ORDER_FILLED:-",
                "CANCEL      | 1 | ORDER_CANCELLED:LIMIT",
                "CANCEL      | 1 | ORDER_FILLED:LIMIT",
                "AMEND       | 1 | ORDER_REPLACED:LIMIT",
                "SLTP        | 1 | ORDER_ACCEPTED:STOP_LOSS_TAKE_PROFIT",
                "SLTP        | 1 | ORDER_REPLACED:STOP_LOSS_TAKE_PROFIT",
                "SLTP        | 1 | ORDER_CANCELLED:STOP_LOSS_TAKE_PROFIT",
            })
    void theEventThatAnswersIsTheOneThatEndsTheRequest(String request, int answer, String events) {
        OutcomeMatcher task = task(request);
        List<ProtoOAExecutionEvent> sequence =
                Arrays.stream(events.split(" ")).map(OutcomeMatcherTest::event).toList();

        for (int index = 1; index < answer; index++) {
            assertThat(answers(task, sequence.get(index - 1)))
                    .as("event %d", index)
                    .isFalse();
        }
        assertThat(answers(task, sequence.get(answer - 1)))
                .as("event %d", answer)
                .isTrue();
    }

    @ParameterizedTest(name = "{0}, {1}: {3} is {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                // request | known order | has the id | event                        | means
                "LIMIT  | 0 | no  | ORDER_ACCEPTED:LIMIT:1:mine                  | ACCEPTED",
                "LIMIT  | 0 | no  | ORDER_ACCEPTED:LIMIT:1:other                 | NONE",
                "LIMIT  | 1 | no  | ORDER_FILLED:LIMIT:1:other                   | ENDED",
                "LIMIT  | 1 | no  | ORDER_FILLED:LIMIT:2:other                   | NONE",
                "LIMIT  | 1 | yes | ORDER_ACCEPTED:STOP_LOSS_TAKE_PROFIT:2:other | NONE",
                "LIMIT  | 1 | no  | ORDER_REJECTED:LIMIT:1:mine                  | REFUSED",
                "LIMIT  | 1 | no  | ORDER_CANCEL_REJECTED:LIMIT:1:mine           | NONE",
                "LIMIT  | 1 | no  | ORDER_EXPIRED:LIMIT:1:mine                   | ENDED",
                "MARKET | 0 | yes | ORDER_REJECTED:MARKET:1:mine                 | REFUSED",
                "MARKET | 0 | yes | ORDER_ACCEPTED:STOP_LOSS_TAKE_PROFIT:2:other | NONE",
                "MARKET | 1 | yes | ORDER_FILLED:-                               | ENDED",
                "MARKET | 0 | no  | ORDER_FILLED:-                               | NONE",
                "CLOSE  | 1 | yes | ORDER_FILLED:-                               | ENDED",
                "CLOSE  | 1 | no  | ORDER_FILLED:-                               | NONE",
                "AMEND  | 0 | yes | ORDER_REPLACED:-                             | ENDED",
                "AMEND  | 0 | no  | ORDER_REPLACED:-                             | NONE",
                "AMEND  | 0 | yes | ORDER_REPLACED:LIMIT:2:other                 | NONE",
                "CANCEL | 0 | no  | ORDER_CANCEL_REJECTED:LIMIT:1:other          | NONE",
                "CLOSE  | 0 | no  | ORDER_FILLED:MARKET:1:other                  | NONE",
                "CLOSE  | 1 | no  | ORDER_FILLED:MARKET:1:other                  | ENDED",
                "CLOSE  | 1 | no  | ORDER_FILLED:MARKET:2:other                  | NONE",
                "CANCEL | 0 | no  | ORDER_FILLED:LIMIT:1:other                   | OVERTAKEN",
                "CANCEL | 0 | no  | ORDER_FILLED:LIMIT:2:other                   | NONE",
                "CANCEL | 0 | no  | ORDER_PARTIAL_FILL:LIMIT:1:other             | NONE",
                "CANCEL | 0 | yes | ORDER_CANCEL_REJECTED:LIMIT:1:other          | REFUSED",
                "AMEND  | 0 | no  | ORDER_REPLACED:LIMIT:1:other                 | OVERWRITTEN",
                "AMEND  | 0 | no  | ORDER_REPLACED:LIMIT:2:other                 | NONE",
                "CANCEL | 0 | no  | ORDER_REPLACED:LIMIT:1:other                 | NONE",
                "CANCEL | 0 | yes | ORDER_REPLACED:LIMIT:1:other                 | NONE",
                "AMEND  | 0 | no  | ORDER_CANCELLED:LIMIT:1:other                | OVERTAKEN",
                "SLTP   | 0 | no  | ORDER_REPLACED:STOP_LOSS_TAKE_PROFIT:1:other | OVERWRITTEN",
                "SLTP   | 0 | no  | ORDER_FILLED:STOP_LOSS_TAKE_PROFIT:1:other   | NONE",
                "SLTP   | 0 | no  | ORDER_ACCEPTED:MARKET:1:other                | NONE",
            })
    void anEventCountsForWhomItIsAbout(String request, long known, String own, String event, Progress means) {
        assertThat(task(request).progress(event(event), own.equals("yes"), known))
                .isEqualTo(means);
    }

    @ParameterizedTest(name = "{0}: immediate {1}, settled by the end of its order {2}, looks at order {3}")
    @CsvSource({
        "MARKET,       true,  false, 9",
        "MARKET_RANGE, true,  false, 9",
        "LIMIT,        false, false, 9",
        "STOP,         false, false, 9",
        "STOP_LIMIT,   false, false, 9",
        "CLOSE,        true,  false, 9",
        "CANCEL,       true,  true,  1",
        "AMEND,        true,  false, 1",
        "SLTP,         true,  false, 9",
    })
    void whatARequestIsDecidesWhatItsCallerWaitsFor(String request, boolean immediate, boolean settled, long wanted) {
        assertThat(task(request).immediate()).isEqualTo(immediate);
        assertThat(task(request).settledByEndOfItsOrder()).isEqualTo(settled);
        assertThat(task(request).wantedOrder(9)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "GOOD_TILL_CANCEL,    false",
        "GOOD_TILL_DATE,      false",
        "IMMEDIATE_OR_CANCEL, true",
        "FILL_OR_KILL,        true",
    })
    void aLimitOrderThatMayNotRestIsImmediate(ProtoOATimeInForce timeInForce, boolean immediate) {
        assertThat(OutcomeMatcher.of(
                                Orders.newOrder("LIMIT", "mine")
                                        .setTimeInForce(timeInForce)
                                        .build(),
                                "mine")
                        .immediate())
                .isEqualTo(immediate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARKET", "LIMIT", "CLOSE", "CANCEL", "AMEND", "SLTP"})
    void aRefusalIsDoubtedWhenSomethingElseMayHaveHappened(String request) {
        boolean cancel = request.equals("CANCEL");

        assertThat(task(request).doubts("UNKNOWN_ERROR")).isTrue();
        assertThat(task(request).doubts("ORDER_NOT_FOUND")).isEqualTo(cancel);
        assertThat(task(request).doubts("UNABLE_TO_CANCEL_ORDER")).isEqualTo(cancel);
        assertThat(task(request).doubts("NOT_ENOUGH_MONEY")).isFalse();
    }

    @Test
    void aRequestThatChangesNoOrderIsNone() {
        assertThatThrownBy(() -> OutcomeMatcher.of(
                        ProtoOAReconcileReq.newBuilder()
                                .setCtidTraderAccountId(Orders.ACCOUNT)
                                .build(),
                        "mine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ProtoOAReconcileReq changes no order");
    }

    @Test
    void theProtectionOfAnotherPositionOverwritesNoRequest() {
        ProtoOAExecutionEvent event = event("ORDER_REPLACED:STOP_LOSS_TAKE_PROFIT:1:other");

        assertThat(OutcomeMatcher.of(Orders.protect(2).build(), "mine").progress(event, false, 0))
                .isEqualTo(Progress.NONE);
    }

    @ParameterizedTest(name = "stop {0}, profit {1}, cancelled in a position that is {2} with {3} left: {4}")
    @CsvSource({
        "1.04, -,    OPEN,   100000, ENDED",
        "1.04, -,    OPEN,   0,      MISSED",
        "1.04, -,    CLOSED, 100000, MISSED",
        "-,    1.04, OPEN,   0,      MISSED",
        "-,    -,    OPEN,   0,      ENDED",
        "1.04, -,    -,      0,      ENDED",
    })
    void aProtectionThatIsCancelledWithItsPositionIsMissed(
            String stop, String profit, String status, long volume, Progress means) {
        ProtoOAAmendPositionSLTPReq.Builder request = Orders.protect(1);
        if (!stop.equals("-")) {
            request.setStopLoss(Double.parseDouble(stop));
        }
        if (!profit.equals("-")) {
            request.setTakeProfit(Double.parseDouble(profit));
        }
        ProtoOAExecutionEvent.Builder event = event("ORDER_CANCELLED:STOP_LOSS_TAKE_PROFIT").toBuilder();
        if (!status.equals("-")) {
            ProtoOAPosition.Builder position =
                    Orders.position(1).setPositionStatus(ProtoOAPositionStatus.valueOf("POSITION_STATUS_" + status));
            position.getTradeDataBuilder().setVolume(volume);
            event.setPosition(position);
        }

        assertThat(OutcomeMatcher.of(request.build(), "mine").progress(event.build(), true, 0))
                .isEqualTo(means);
    }

    @Test
    void theFillOfAnOrderThatIsNoProtectionIsNoSuccessOfOne() {
        ProtoOAExecutionEvent event = Orders.event("ORDER_FILLED")
                .setOrder(Orders.order("STOP", 9).setPositionId(1).setStopPrice(1.04))
                .build();

        assertThat(OutcomeMatcher.of(Orders.protect(1).setStopLoss(1.04).build(), "mine")
                        .progress(event, true, 0))
                .isEqualTo(Progress.MISSED);
    }

    @Test
    void whatTheServerDoesToAProtectionByItselfOverwritesNoRequest() {
        ProtoOAExecutionEvent event = event("ORDER_REPLACED:STOP_LOSS_TAKE_PROFIT:1:other").toBuilder()
                .setIsServerEvent(true)
                .build();

        assertThat(task("SLTP").progress(event, false, 0)).isEqualTo(Progress.NONE);
    }

    @ParameterizedTest(name = "an amendment to {0}, answered by {1} of the order at {2}: {3}")
    @CsvSource({
        "1.04, ORDER_FILLED,    1.04, ENDED",
        "1.04, ORDER_FILLED,    1.05, MISSED",
        "1.04, ORDER_CANCELLED, 1.05, MISSED",
        "1.04, ORDER_EXPIRED,   1.05, MISSED",
        "1.04, ORDER_REPLACED,  1.05, ENDED",
    })
    void anEndInTheAnswerToAnAmendmentIsItsSuccessOnlyIfItCameFirst(
            double wanted, String type, double price, Progress means) {
        ProtoOAExecutionEvent event = Orders.event(type)
                .setOrder(Orders.order("LIMIT", 1).setLimitPrice(price))
                .build();

        assertThat(OutcomeMatcher.of(Orders.amend(1).setLimitPrice(wanted).build(), "mine")
                        .progress(event, true, 0))
                .isEqualTo(means);
    }

    @ParameterizedTest(
            name = "a stop loss of {0}, answered by {1} of a protection at {2}, {3} left of the position: {4}")
    @CsvSource({
        "1.04, ORDER_FILLED,    1.04, 0,      ENDED",
        "1.04, ORDER_FILLED,    1.05, 0,      MISSED",
        "1.04, ORDER_CANCELLED, 1.05, 0,      MISSED",
        "   0, ORDER_CANCELLED, 1.05, 100000, ENDED",
        "1.04, ORDER_REPLACED,  1.04, 100000, ENDED",
    })
    void theEndOfAPositionInTheAnswerToItsProtectionIsNoSuccess(
            double wanted, String type, double stop, long volume, Progress means) {
        ProtoOAPosition.Builder position = Orders.position(1);
        position.getTradeDataBuilder().setVolume(volume);
        ProtoOAExecutionEvent event = Orders.event(type)
                .setOrder(Orders.order("STOP_LOSS_TAKE_PROFIT", 9)
                        .setPositionId(1)
                        .setStopPrice(stop))
                .setPosition(position)
                .build();
        ProtoOAAmendPositionSLTPReq.Builder request = Orders.protect(1);
        if (wanted > 0) {
            request.setStopLoss(wanted);
        }

        assertThat(OutcomeMatcher.of(request.build(), "mine").progress(event, true, 0))
                .isEqualTo(means);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARKET", "LIMIT", "CLOSE", "CANCEL", "AMEND", "SLTP"})
    void anExecutionTypeNewerThanTheSchemaIsNoEnd(String request) {
        ProtoOAExecutionEvent event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER,
                                UnknownFieldSet.Field.newBuilder().addVarint(99).build())
                        .build())
                .buildPartial();

        assertThat(task(request).progress(event, true, 0)).isEqualTo(Progress.NONE);
    }

    private static boolean answers(OutcomeMatcher task, ProtoOAExecutionEvent event) {
        Progress progress = task.progress(event, true, 0);
        return progress == Progress.ENDED || progress == Progress.ACCEPTED && !task.immediate();
    }

    private static OutcomeMatcher task(String name) {
        Message request = switch (name) {
            case "CANCEL" -> Orders.cancel(1);
            case "AMEND" -> Orders.amend(1).build();
            case "SLTP" -> Orders.protect(1).build();
            case "CLOSE" -> Orders.close(1, 100_000);
            default -> Orders.newOrder(name, "mine").build();
        };
        return OutcomeMatcher.of(request, "mine");
    }

    /** TYPE:ORDER_TYPE or TYPE:ORDER_TYPE:orderId:clientOrderId; the order is - where there is none. */
    private static ProtoOAExecutionEvent event(String text) {
        String[] parts = text.split(":");
        return parts[1].equals("-")
                ? Orders.event(parts[0]).build()
                : Orders.event(parts[0])
                        .setOrder(Orders.order(parts[1], parts.length > 2 ? Long.parseLong(parts[2]) : 1)
                                .setPositionId(1)
                                .setClientOrderId(parts.length > 3 ? parts[3] : "server-1"))
                        .build();
    }
}
