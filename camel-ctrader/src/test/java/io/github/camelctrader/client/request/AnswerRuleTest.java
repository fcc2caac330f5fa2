package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which event of a recorded sequence answers the request that caused it. */
class AnswerRuleTest {

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
        AnswerRule rule = AnswerRule.of(request(request));
        List<ProtoOAExecutionEvent> sequence =
                Arrays.stream(events.split(" ")).map(AnswerRuleTest::event).toList();

        for (int index = 1; index < answer; index++) {
            assertThat(rule.answeredBy(sequence.get(index - 1)))
                    .as("event %d", index)
                    .isFalse();
        }
        assertThat(rule.answeredBy(sequence.get(answer - 1)))
                .as("event %d", answer)
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(AnswerRule.class)
    void anyMessageThatIsNoExecutionEventIsAnAnswer(AnswerRule rule) {
        assertThat(rule.answeredBy(ProtoOAOrderDetailsRes.getDefaultInstance())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = AnswerRule.class,
            names = {"END_OF_ORDER", "END_OF_CLOSING_ORDER"})
    void anExecutionTypeNewerThanTheSchemaIsNoEnd(AnswerRule rule) {
        ProtoOAExecutionEvent event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER,
                                UnknownFieldSet.Field.newBuilder().addVarint(99).build())
                        .build())
                .buildPartial();

        assertThat(rule.answeredBy(event)).isFalse();
    }

    @Test
    void everyOtherRequestIsAnsweredByOneMessage() {
        for (Message request : List.of(
                SampleRequests.query(1),
                SampleRequests.historical(1),
                SampleRequests.subscription(1),
                SampleRequests.version())) {
            assertThat(AnswerRule.of(request)).isEqualTo(AnswerRule.FIRST_MESSAGE);
        }
    }

    private static Message request(String name) {
        List<Message> changing = SampleRequests.orderChanging();
        return switch (name) {
            case "CANCEL" -> changing.get(1);
            case "AMEND" -> changing.get(2);
            case "SLTP" -> changing.get(3);
            case "CLOSE" -> SampleRequests.closePosition();
            default -> SampleRequests.order(17, 1, ProtoOAOrderType.valueOf(name));
        };
    }

    private static ProtoOAExecutionEvent event(String text) {
        String[] parts = text.split(":");
        ProtoOAExecutionEvent.Builder event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setExecutionType(ProtoOAExecutionType.valueOf(parts[0]));
        if (!parts[1].equals("-")) {
            event.setOrder(ProtoOAOrder.newBuilder()
                    .setOrderId(1)
                    .setTradeData(ProtoOATradeData.newBuilder()
                            .setSymbolId(1)
                            .setVolume(100_000)
                            .setTradeSide(ProtoOATradeSide.BUY))
                    .setOrderType(ProtoOAOrderType.valueOf(parts[1]))
                    .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        }
        return event.build();
    }
}
