package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderRecordTest {
    private static final Instant SENT = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final Instant LATER = SENT.plusMillis(456);
    private static final ProtoOANewOrderReq ORDER = ProtoOANewOrderReq.newBuilder()
            .setCtidTraderAccountId(17)
            .setSymbolId(1)
            .setOrderType(ProtoOAOrderType.MARKET)
            .setTradeSide(ProtoOATradeSide.BUY)
            .setVolume(100_000)
            .setComment("ein Größe, 価格")
            .build();
    private static final OrderRecord SUBMITTED = OrderRecord.submitted(Environment.DEMO, 17, "order-1", ORDER, SENT);

    static List<Message> requests() {
        return List.of(
                ORDER,
                ProtoOACancelOrderReq.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setOrderId(5)
                        .build(),
                ProtoOAAmendOrderReq.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setOrderId(5)
                        .setLimitPrice(1.08512)
                        .build(),
                ProtoOAAmendPositionSLTPReq.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setPositionId(6)
                        .setStopLoss(1.07)
                        .build(),
                ProtoOAClosePositionReq.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setPositionId(6)
                        .setVolume(100_000)
                        .build());
    }

    static List<Message> outcomes() {
        return List.of(
                ProtoOAExecutionEvent.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
                        .build(),
                ProtoOAOrderErrorEvent.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setErrorCode("MARKET_CLOSED")
                        .build(),
                ProtoOAErrorRes.newBuilder().setErrorCode("INVALID_REQUEST").build(),
                ProtoMessage.newBuilder()
                        .setPayloadType(9999)
                        .setPayload(ByteString.copyFromUtf8("from the future"))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyOrderRequestIsReadBackAsItWasWritten(Message request) {
        OrderRecord record = OrderRecord.submitted(Environment.LIVE, 17, "id", request, SENT);

        assertThat(OrderRecord.parseFrom(record.toByteArray())).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void soIsEveryOutcome(Message outcome) {
        OrderRecord record = SUBMITTED.next(Phase.DONE, LATER, outcome, "CODE", "words");

        assertThat(OrderRecord.parseFrom(record.toByteArray())).isEqualTo(record);
    }

    @ParameterizedTest
    @EnumSource
    void andEveryPhase(Phase phase) {
        OrderRecord record = SUBMITTED.next(phase, LATER, null, null, null);

        assertThat(OrderRecord.parseFrom(record.toByteArray())).isEqualTo(record);
    }

    @Test
    void whatWasAskedForStaysThroughBytesAndFurtherRecords() {
        OrderRecord asking = SUBMITTED.asking("0815");
        OrderRecord next = asking.next(Phase.DONE, LATER, null, null, null);

        assertThat(OrderRecord.parseFrom(asking.toByteArray())).isEqualTo(asking);
        assertThat(OrderRecord.parseFrom(next.toByteArray()).contents()).isEqualTo("0815");
        assertThat(OrderRecord.parseFrom(SUBMITTED.toByteArray()).contents()).isNull();
    }

    @Test
    void anExecutionOfAKindNewerThanTheSchemaKeepsItsNumber() throws IOException {
        ProtoOAExecutionEvent future = ProtoOAExecutionEvent.newBuilder()
                .mergeFrom(new byte[] {16, 17, 24, 99})
                .buildPartial();
        assertThat(future.isInitialized()).isFalse();

        OrderRecord read = OrderRecord.parseFrom(
                SUBMITTED.next(Phase.UNKNOWN, LATER, future, null, null).toByteArray());

        assertThat(read.outcome()).isEqualTo(future);
    }

    @Test
    void theNextRecordKeepsWhatTheOperationIs() {
        OrderRecord next = SUBMITTED.next(Phase.REJECTED, LATER, null, "MARKET_CLOSED", "closed");

        assertThat(next)
                .isEqualTo(new OrderRecord(
                        Environment.DEMO,
                        17,
                        "order-1",
                        Phase.REJECTED,
                        SENT,
                        LATER,
                        ORDER,
                        null,
                        "MARKET_CLOSED",
                        "closed"));
        assertThat(next.key()).isEqualTo(SUBMITTED.key());
        assertThat(next).hasToString("OrderRecord[demo 17 order-1 REJECTED MARKET_CLOSED]");
    }

    @Test
    void timesCountInMilliseconds() {
        assertThat(OrderRecord.submitted(Environment.DEMO, 17, "id", ORDER, SENT.plusNanos(999)))
                .isEqualTo(OrderRecord.submitted(Environment.DEMO, 17, "id", ORDER, SENT));
    }

    @Test
    void whatALaterVersionAddsIsSkipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(SUBMITTED.toByteArray());
        CodedOutputStream more = CodedOutputStream.newInstance(bytes);
        more.writeString(77, "news");
        more.flush();

        assertThat(OrderRecord.parseFrom(bytes.toByteArray())).isEqualTo(SUBMITTED);
    }

    @Test
    void aPhaseThatALaterVersionAddsHasToBeLookedInto() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(SUBMITTED.next(Phase.DONE, LATER, null, null, null).toByteArray());
        CodedOutputStream more = CodedOutputStream.newInstance(bytes);
        more.writeString(4, "TELEPORTED");
        more.flush();

        assertThat(OrderRecord.parseFrom(bytes.toByteArray()).phase()).isEqualTo(Phase.UNKNOWN);
    }

    @Test
    void noPartOfARecordIsTakenForOne() {
        byte[] bytes = SUBMITTED.toByteArray();

        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> OrderRecord.parseFrom(part)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anOperationHasAnIdAndARequestOfTheProtocol() {
        assertThatThrownBy(() -> OrderRecord.submitted(Environment.DEMO, 17, "", ORDER, SENT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderRecord.submitted(
                                Environment.DEMO, 17, "id", com.google.protobuf.Any.getDefaultInstance(), SENT)
                        .toByteArray())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Any");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBMITTED", "ACCEPTED", "UNKNOWN"})
    void whatMayStillHaveAnOutcomeIsNotSettled(Phase phase) {
        assertThat(phase.isSettled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_SENT", "ABSENT", "REJECTED", "DONE"})
    void theRestIs(Phase phase) {
        assertThat(phase.isSettled()).isTrue();
    }
}
