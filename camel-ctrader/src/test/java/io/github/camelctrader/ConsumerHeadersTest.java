package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAChangeBalanceType;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers of each kind of event. */
class ConsumerHeadersTest {
    private static final long ACCOUNT = 7;

    private final ClientlessCamel camel = new ClientlessCamel();

    @AfterEach
    void stop() {
        camel.close();
    }

    static Stream<Arguments> events() {
        return Stream.of(
                arguments(
                        "spot with both sides",
                        spot("EURUSD", new Quote(108_512L, 108_520L), 1234L, 1),
                        ofServer(
                                "SpotEvent",
                                2131,
                                Map.of(
                                        CTraderConstants.SYMBOL_ID,
                                        1L,
                                        CTraderConstants.SYMBOL_NAME,
                                        "EURUSD",
                                        CTraderConstants.BID,
                                        new BigDecimal("1.08512"),
                                        CTraderConstants.ASK,
                                        new BigDecimal("1.08520"),
                                        CTraderConstants.TIMESTAMP,
                                        1234L,
                                        Exchange.MESSAGE_TIMESTAMP,
                                        1234L))),
                arguments(
                        "spot with one side, merged of three",
                        spot(null, new Quote(108_512L, null), null, 3),
                        ofServer(
                                "SpotEvent",
                                2131,
                                Map.of(
                                        CTraderConstants.SYMBOL_ID,
                                        1L,
                                        CTraderConstants.BID,
                                        new BigDecimal("1.08512"),
                                        CTraderConstants.CONFLATED,
                                        3))),
                arguments(
                        "rejected order",
                        event(
                                "x-1",
                                execution(ProtoOAExecutionType.ORDER_REJECTED)
                                        .setErrorCode("NOT_ENOUGH_MONEY")
                                        .setOrder(ProtoOAOrder.newBuilder()
                                                .setOrderId(11)
                                                .setPositionId(12)
                                                .setClientOrderId("mine-1")
                                                .setOrderType(ProtoOAOrderType.MARKET)
                                                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_REJECTED)
                                                .setTradeData(ProtoOATradeData.newBuilder()
                                                        .setSymbolId(1)
                                                        .setVolume(1)
                                                        .setTradeSide(ProtoOATradeSide.BUY)))
                                        .build()),
                        ofServer(
                                "ExecutionEvent",
                                2126,
                                Map.of(
                                        CTraderConstants.CLIENT_MSG_ID, "x-1",
                                        CTraderConstants.SYMBOL_ID, 1L,
                                        CTraderConstants.ORDER_ID, 11L,
                                        CTraderConstants.POSITION_ID, 12L,
                                        CTraderConstants.CLIENT_ORDER_ID, "mine-1",
                                        CTraderConstants.EXECUTION_TYPE, "ORDER_REJECTED",
                                        CTraderConstants.ERROR_CODE, "NOT_ENOUGH_MONEY"))),
                arguments(
                        "deposit, which has no order",
                        event(
                                null,
                                execution(ProtoOAExecutionType.DEPOSIT_WITHDRAW)
                                        .setDepositWithdraw(ProtoOADepositWithdraw.newBuilder()
                                                .setOperationType(ProtoOAChangeBalanceType.BALANCE_DEPOSIT)
                                                .setBalanceHistoryId(1)
                                                .setBalance(100)
                                                .setDelta(100)
                                                .setChangeBalanceTimestamp(5))
                                        .build()),
                        ofServer("ExecutionEvent", 2126, Map.of(CTraderConstants.EXECUTION_TYPE, "DEPOSIT_WITHDRAW"))),
                arguments(
                        "order error, whose ids are 0",
                        event(
                                "x-2",
                                ProtoOAOrderErrorEvent.newBuilder()
                                        .setCtidTraderAccountId(ACCOUNT)
                                        .setErrorCode("POSITION_NOT_FOUND")
                                        .setDescription("Position not found")
                                        .setOrderId(0)
                                        .setPositionId(0)
                                        .build()),
                        ofServer(
                                "OrderErrorEvent",
                                2132,
                                Map.of(
                                        CTraderConstants.CLIENT_MSG_ID, "x-2",
                                        CTraderConstants.ERROR_CODE, "POSITION_NOT_FOUND",
                                        CTraderConstants.ERROR_DESCRIPTION, "Position not found"))),
                arguments(
                        "trailing stop",
                        event(
                                null,
                                ProtoOATrailingSLChangedEvent.newBuilder()
                                        .setCtidTraderAccountId(ACCOUNT)
                                        .setPositionId(12)
                                        .setOrderId(11)
                                        .setStopPrice(1.08)
                                        .setUtcLastUpdateTimestamp(5)
                                        .build()),
                        ofServer(
                                "TrailingSLChangedEvent",
                                2107,
                                Map.of(CTraderConstants.ORDER_ID, 11L, CTraderConstants.POSITION_ID, 12L))),
                arguments(
                        "recovered execution",
                        event(null, execution(ProtoOAExecutionType.ORDER_FILLED).build())
                                .asRecovered(),
                        ofServer(
                                "ExecutionEvent",
                                2126,
                                Map.of(
                                        CTraderConstants.EXECUTION_TYPE,
                                        "ORDER_FILLED",
                                        CTraderConstants.RECOVERED,
                                        true))),
                arguments(
                        "execution type of the future",
                        event(
                                null,
                                ProtoOAExecutionEvent.newBuilder()
                                        .setCtidTraderAccountId(ACCOUNT)
                                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                                .addField(
                                                        ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER,
                                                        UnknownFieldSet.Field.newBuilder()
                                                                .addVarint(99)
                                                                .build())
                                                .build())
                                        .buildPartial()),
                        ofServer("ExecutionEvent", 2126, Map.of(CTraderConstants.INCOMPLETE, true))),
                arguments(
                        "unknown payload type",
                        ClientEvent.builder(
                                        "ProtoMessage",
                                        ProtoMessage.newBuilder()
                                                .setPayloadType(2999)
                                                .setPayload(ByteString.copyFromUtf8("?"))
                                                .build())
                                .payloadType(2999)
                                .build(),
                        Map.of(CTraderConstants.MESSAGE_TYPE, "ProtoMessage", CTraderConstants.PAYLOAD_TYPE, 2999)),
                arguments(
                        "gap",
                        own(new GapEvent(
                                Environment.DEMO,
                                Instant.ofEpochMilli(1000),
                                Instant.ofEpochMilli(3000),
                                List.of(ACCOUNT),
                                List.of(),
                                0,
                                false,
                                "link lost")),
                        Map.of(
                                CTraderConstants.MESSAGE_TYPE, "GapEvent",
                                CTraderConstants.GAP_FROM, 1000L,
                                CTraderConstants.GAP_TO, 3000L,
                                CTraderConstants.TIMESTAMP, 3000L,
                                Exchange.MESSAGE_TIMESTAMP, 3000L)),
                arguments(
                        "outcome of a new order",
                        own(outcome("NewOrderReq", "mine-1", "ORDER_REJECTED", 11, 0, "NO_QUOTES", "no price")),
                        Map.of(
                                CTraderConstants.MESSAGE_TYPE, "OrderOutcomeEvent",
                                CTraderConstants.ORDER_ID, 11L,
                                CTraderConstants.CLIENT_ORDER_ID, "mine-1",
                                CTraderConstants.EXECUTION_TYPE, "ORDER_REJECTED",
                                CTraderConstants.ERROR_CODE, "NO_QUOTES",
                                CTraderConstants.ERROR_DESCRIPTION, "no price",
                                CTraderConstants.TIMESTAMP, 2000L,
                                Exchange.MESSAGE_TIMESTAMP, 2000L)),
                arguments(
                        "outcome of a close, whose id stays with us",
                        own(outcome("ClosePositionReq", "close-1", "ORDER_FILLED", 11, 12, null, null)),
                        Map.of(
                                CTraderConstants.MESSAGE_TYPE, "OrderOutcomeEvent",
                                CTraderConstants.CLIENT_ORDER_ID, "close-1",
                                CTraderConstants.ORDER_ID, 11L,
                                CTraderConstants.POSITION_ID, 12L,
                                CTraderConstants.EXECUTION_TYPE, "ORDER_FILLED",
                                CTraderConstants.TIMESTAMP, 2000L,
                                Exchange.MESSAGE_TIMESTAMP, 2000L)),
                arguments(
                        "outcome of an order that never was",
                        own(outcome("NewOrderReq", "mine-2", OrderOutcomeEvent.NOT_EXECUTED, 0, 0, null, "no trace")),
                        Map.of(
                                CTraderConstants.MESSAGE_TYPE,
                                "OrderOutcomeEvent",
                                CTraderConstants.CLIENT_ORDER_ID,
                                "mine-2",
                                CTraderConstants.TIMESTAMP,
                                2000L,
                                Exchange.MESSAGE_TIMESTAMP,
                                2000L)),
                arguments(
                        "outcome of an order that a journal only has as ended",
                        own(outcome("NewOrderReq", "mine-3", OrderOutcomeEvent.ENDED, 0, 0, null, null)),
                        Map.of(
                                CTraderConstants.MESSAGE_TYPE,
                                "OrderOutcomeEvent",
                                CTraderConstants.CLIENT_ORDER_ID,
                                "mine-3",
                                CTraderConstants.TIMESTAMP,
                                2000L,
                                Exchange.MESSAGE_TIMESTAMP,
                                2000L)),
                arguments(
                        "connection",
                        own(new ConnectionEvent(
                                Environment.DEMO,
                                ConnectionState.BACKOFF,
                                DisconnectReason.LINK_FAILED,
                                "reset",
                                2,
                                Duration.ofSeconds(1),
                                Instant.ofEpochMilli(2000))),
                        Map.of(
                                CTraderConstants.MESSAGE_TYPE, "ConnectionEvent",
                                CTraderConstants.TIMESTAMP, 2000L,
                                Exchange.MESSAGE_TIMESTAMP, 2000L)));
    }

    /** The headers of an event that the server sends about {@link #ACCOUNT}. */
    private static Map<String, Object> ofServer(String messageType, int payloadType, Map<String, Object> further) {
        Map<String, Object> headers = new HashMap<>(further);
        headers.put(CTraderConstants.MESSAGE_TYPE, messageType);
        headers.put(CTraderConstants.PAYLOAD_TYPE, payloadType);
        headers.put(CTraderConstants.ACCOUNT_ID, ACCOUNT);
        return headers;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void setsTheHeadersThatTheEventCarries(String name, ClientEvent event, Map<String, Object> headers)
            throws Exception {
        MockEndpoint events = camel.consume("ctrader:demo");

        camel.subscription().deliver(event).join();

        Map<String, Object> expected = new HashMap<>(headers);
        expected.put(CTraderConstants.ENVIRONMENT, "demo");
        Exchange exchange = events.getExchanges().get(0);
        assertThat(exchange.getIn().getBody()).isSameAs(event.body());
        assertThat(exchange.getIn().getHeaders()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static ClientEvent spot(@Nullable String symbolName, Quote quote, @Nullable Long timestamp, int conflated) {
        ProtoOASpotEvent spot = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setBid(108_512)
                .build();
        return ClientEvent.builder("SpotEvent", spot)
                .payloadType(2131)
                .account(ACCOUNT)
                .symbol(1, symbolName)
                .quote(quote)
                .timestamp(timestamp)
                .conflated(conflated)
                .build();
    }

    private static ProtoOAExecutionEvent.Builder execution(ProtoOAExecutionType type) {
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setExecutionType(type);
    }

    private static ClientEvent event(@Nullable String clientMsgId, Message message) {
        return ClientEvent.builder(PayloadTypes.shortName(message), message)
                .payloadType(PayloadTypes.payloadTypeOf(message))
                .account(PayloadTypes.accountIdOf(message))
                .clientMsgId(clientMsgId)
                .build();
    }

    private static OrderOutcomeEvent outcome(
            String requestType,
            String operationId,
            String outcome,
            long orderId,
            long positionId,
            @Nullable String errorCode,
            @Nullable String description) {
        return new OrderOutcomeEvent(
                Environment.DEMO,
                Instant.ofEpochMilli(2000),
                ACCOUNT,
                operationId,
                requestType,
                outcome,
                orderId,
                positionId,
                0,
                errorCode,
                description);
    }

    private static ClientEvent own(ComponentEvent event) {
        return ClientEvent.builder(event.messageType(), event).build();
    }
}
