package io.github.camelctrader.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.market.QuoteCache;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTranslatorTest {
    private final ScriptedRequests requests = new ScriptedRequests();
    private final SymbolDirectory symbols = new SymbolDirectory(requests, new VirtualLoop());
    private final EventTranslator translator = new EventTranslator(symbols, new QuoteCache());

    @BeforeEach
    void knowsTheNameOfSymbolOne() {
        symbols.load(7);
        requests.answer(ProtoOASymbolsListRes.newBuilder()
                .setCtidTraderAccountId(7)
                .addSymbol(ProtoOALightSymbol.newBuilder().setSymbolId(1).setSymbolName("EURUSD"))
                .build());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "SpotEvent            | symbolId:1 bid:5                            | 1 | EURUSD | -",
                "SpotEvent            | symbolId:2 bid:5 timestamp:99               | 2 | -      | 99",
                "DepthEvent           | symbolId:1                                  | 1 | EURUSD | -",
                "ExecutionEvent       | order{tradeData{symbolId:1}}                | 1 | EURUSD | -",
                "ExecutionEvent       | position{tradeData{symbolId:1}}             | 1 | EURUSD | -",
                "ExecutionEvent       | deal{symbolId:1}                            | 1 | EURUSD | -",
                "ExecutionEvent       | deal{symbolId:1 executionTimestamp:10}"
                        + " order{utcLastUpdateTimestamp:11 tradeData{symbolId:1}}"
                        + " position{utcLastUpdateTimestamp:12}                     | 1 | EURUSD | 10",
                "ExecutionEvent       | order{utcLastUpdateTimestamp:11}"
                        + " position{utcLastUpdateTimestamp:12}                     | 0 | -      | 11",
                "ExecutionEvent       | position{utcLastUpdateTimestamp:12 tradeData{symbolId:2}} | 2 | - | 12",
                "ExecutionEvent       | depositWithdraw{changeBalanceTimestamp:13}  | 0 | -      | 13",
                "ExecutionEvent       | bonusDepositWithdraw{changeBonusTimestamp:14} | 0 | -    | 14",
                "ExecutionEvent       |                                             | 0 | -      | -",
                "OrderErrorEvent      | orderId:5 errorCode:'X'                     | 0 | -      | -",
                "TrailingSLChangedEvent | orderId:5 utcLastUpdateTimestamp:15       | 0 | -      | 15",
                "MarginCallUpdateEvent | marginCall{utcLastUpdateTimestamp:16}      | 0 | -      | 16",
                "MarginCallTriggerEvent | marginCall{marginLevelThreshold:50}       | 0 | -      | -",
                "SymbolChangedEvent   | symbolId:1                                  | 1 | EURUSD | -",
                "SymbolChangedEvent   | symbolId:1 symbolId:2                       | 0 | -      | -",
                "TraderUpdatedEvent   |                                             | 0 | -      | -",
                "MarginChangedEvent   | positionId:5                                | 0 | -      | -",
                "v1PnLChangeEvent     | moneyDigits:2                               | 0 | -      | -",
            })
    void findsSymbolAndTimeInEventsOfAnAccount(
            String messageType, String fields, long symbolId, String symbolName, Long timestamp)
            throws TextFormat.ParseException {
        Message message = message(messageType, "ctidTraderAccountId:7 " + (fields == null ? "" : fields));

        ClientEvent event =
                translator.translate(new InboundMessage(PayloadTypes.payloadTypeOf(message), message, "3-14"));

        assertThat(event.messageType()).isEqualTo(messageType);
        assertThat(event.payloadType()).isEqualTo(PayloadTypes.payloadTypeOf(message));
        assertThat(event.body()).isSameAs(message);
        assertThat(event.accountId()).isEqualTo(7);
        assertThat(event.symbolId()).isEqualTo(symbolId);
        assertThat(event.symbolName()).isEqualTo(symbolName);
        assertThat(event.timestamp()).isEqualTo(timestamp);
        assertThat(event.clientMsgId()).isEqualTo("3-14");
        assertThat(event.conflated()).isEqualTo(1);
        assertThat(event.quote() == null).isEqualTo(!messageType.equals("SpotEvent"));
    }

    @ParameterizedTest
    @CsvSource({
        "AccountsTokenInvalidatedEvent, ctidTraderAccountIds:7 ctidTraderAccountIds:8, 0",
        "AccountsTokenInvalidatedEvent, ctidTraderAccountIds:8, 8",
        "AccountDisconnectEvent, ctidTraderAccountId:9, 9",
        "ClientDisconnectEvent, reason:'bye', 0",
    })
    void findsTheOneAccount(String messageType, String fields, long accountId) throws TextFormat.ParseException {
        Message message = message(messageType, fields);
        assertThat(translator.translate(new InboundMessage(1, message, null)).accountId())
                .isEqualTo(accountId);
    }

    @Test
    void passesOnWhatTheSchemaDoesNotKnow() {
        Message envelope = ProtoMessage.newBuilder().setPayloadType(9999).build();

        assertThat(translator.translate(new InboundMessage(9999, envelope, null)))
                .isEqualTo(ClientEvent.builder("ProtoMessage", envelope)
                        .payloadType(9999)
                        .build());
    }

    @Test
    void mergesTheSidesOfASymbol() throws TextFormat.ParseException {
        assertThat(spot("bid:100").quote()).isEqualTo(new Quote(100L, null));
        assertThat(spot("ask:102").quote()).isEqualTo(new Quote(100L, 102L));
        assertThat(spot("bid:101 timestamp:5").quote()).isEqualTo(new Quote(101L, 102L));

        ClientEvent present = translator.present(7, 1);
        assertThat(present)
                .isEqualTo(ClientEvent.builder(
                                "SpotEvent",
                                message("SpotEvent", "ctidTraderAccountId:7 symbolId:1 bid:101 ask:102 timestamp:5"))
                        .payloadType(2131)
                        .account(7)
                        .symbol(1, "EURUSD")
                        .quote(new Quote(101L, 102L))
                        .timestamp(5L)
                        .build());
        assertThat(translator.present(7, 2)).isNull();
    }

    private ClientEvent spot(String fields) throws TextFormat.ParseException {
        Message message = message("SpotEvent", "ctidTraderAccountId:7 symbolId:1 " + fields);
        return translator.translate(new InboundMessage(2131, message, null));
    }

    private static Message message(String messageType, String fields) throws TextFormat.ParseException {
        Message prototype = PayloadTypes.schema().prototype(messageType);
        if (prototype == null) {
            throw new AssertionError(messageType + " is not in the schema");
        }
        Message.Builder builder = prototype.newBuilderForType();
        TextFormat.merge(fields, builder);
        return builder.buildPartial();
    }

    @Test
    void whatTheMarketMakesIsNoFactEvenIfItCannotBeDecoded() {
        ProtoMessage damaged = ProtoMessage.newBuilder()
                .setPayloadType(ProtoOAPayloadType.PROTO_OA_SPOT_EVENT_VALUE)
                .setPayload(ByteString.copyFrom(new byte[] {1}))
                .build();
        assertThat(kindOf(ProtoOAPayloadType.PROTO_OA_SPOT_EVENT_VALUE, damaged))
                .isEqualTo(EventKind.DELTA);
        assertThat(kindOf(
                        ProtoOAPayloadType.PROTO_OA_SPOT_EVENT_VALUE,
                        ProtoOASpotEvent.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setSymbolId(1)
                                .build()))
                .isEqualTo(EventKind.QUOTE);
        assertThat(kindOf(
                        ProtoOAPayloadType.PROTO_OA_DEPTH_EVENT_VALUE,
                        ProtoOADepthEvent.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setSymbolId(1)
                                .build()))
                .isEqualTo(EventKind.DELTA);
        assertThat(kindOf(
                        ProtoOAPayloadType.PROTO_OA_EXECUTION_EVENT_VALUE,
                        ProtoOAExecutionEvent.newBuilder()
                                .setCtidTraderAccountId(7)
                                .buildPartial()))
                .isEqualTo(EventKind.FACT);
    }

    private EventKind kindOf(int payloadType, Message message) {
        return translator
                .translate(new InboundMessage(payloadType, message, null))
                .kind();
    }
}
