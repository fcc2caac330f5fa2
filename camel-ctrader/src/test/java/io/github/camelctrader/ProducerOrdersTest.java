package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExpectedMarginReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.InvalidRequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders as people word them in maps and JSON, and the symbol's rules that they have to keep. */
class ProducerOrdersTest {
    private static final Map<String, Object> ORDER =
            Map.of("symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY", "volume", 100_000);

    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"volumeInUnits\": 1000",
                "\"volumeInUnits\": \"1000.00\"",
                "\"volumeInLots\": 0.01",
                "\"volume\": 100000, \"volumeInUnits\": 1000, \"volumeInLots\": 0.01"
            })
    void takesVolumesInUnitsAndLots(String volume) {
        send(
                "ctrader:demo?accountId=7&messageType=NewOrderReq",
                "{\"symbolName\": \"EURUSD\", \"orderType\": \"LIMIT\", \"tradeSide\": \"SELL\", \"limitPrice\": 1.08512, "
                        + volume + "}");

        assertThat(onlyRequest())
                .isEqualTo(ProtoOANewOrderReq.newBuilder()
                        .setCtidTraderAccountId(7)
                        .setSymbolId(1)
                        .setOrderType(ProtoOAOrderType.LIMIT)
                        .setTradeSide(ProtoOATradeSide.SELL)
                        .setLimitPrice(1.08512)
                        .setVolume(100_000)
                        .build());
    }

    static Stream<Arguments> otherWords() {
        return Stream.of(
                arguments(
                        "SubscribeSpotsReq",
                        Map.of("symbolNames", List.of("EURUSD", "GBPUSD")),
                        ProtoOASubscribeSpotsReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .addSymbolId(1)
                                .addSymbolId(2)),
                arguments(
                        "SubscribeSpotsReq",
                        Map.of("symbolNames", "GBPUSD, EURUSD"),
                        ProtoOASubscribeSpotsReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .addSymbolId(2)
                                .addSymbolId(1)),
                arguments(
                        "SubscribeSpotsReq",
                        Map.of("symbolName", "GBPUSD"),
                        ProtoOASubscribeSpotsReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .addSymbolId(2)),
                arguments(
                        "ExpectedMarginReq",
                        Map.of("symbolName", "EURUSD", "volumeInLots", List.of("0.01", 2)),
                        ProtoOAExpectedMarginReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setSymbolId(1)
                                .addVolume(100_000)
                                .addVolume(20_000_000)),
                arguments(
                        "ClosePositionReq",
                        Map.of("positionId", 3, "volumeInUnits", 10),
                        ProtoOAClosePositionReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(3)
                                .setVolume(1000)),
                arguments(
                        "ClosePositionReq",
                        Map.of("positionId", 3, "volumeInLots", "0.02", "symbolName", "EURUSD"),
                        ProtoOAClosePositionReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(3)
                                .setVolume(200_000)));
    }

    @ParameterizedTest
    @MethodSource("otherWords")
    void takesTheWordsOfPeople(String messageType, Map<String, Object> body, Message.Builder expected) {
        send("ctrader:demo?accountId=7&messageType=" + messageType, body);

        assertThat(onlyRequest()).isEqualTo(expected.build());
    }

    static Stream<Arguments> wrongOrders() {
        return Stream.of(
                arguments(Map.of("symbolName", "EURUSX"), "symbol = EURUSX: is not known"),
                arguments(Map.of("symbolName", 1), "symbolName = 1: must be the name of a symbol"),
                arguments(Map.of("symbolId", 1), "symbolId = 1: stands beside symbolName"),
                arguments(Map.of("symbolNames", "EURUSD"), "symbolNames = (unknown)"),
                arguments(Map.of("volume", 50_000), "volume = 50000 (500.00 units): EURUSD starts at 1000.00 units"),
                arguments(
                        Map.of("volume", 150_000),
                        "volume = 150000 (1500.00 units): EURUSD goes in steps of 1000.00 units"),
                arguments(
                        Map.of("volume", 10_000_100_000L),
                        "volume = 10000100000 (100001000.00 units): EURUSD ends at 100000000.00 units"),
                arguments(Map.of("volumeInUnits", 2000), "volume = 100000: contradicts volumeInUnits"),
                arguments(Map.of("volumeInLots", "0.02"), "volume = 100000: contradicts volumeInLots"),
                arguments(Map.of("volumeInUnits", "0.001"), "volumeInUnits = 0.001: must come to a whole number"),
                arguments(Map.of("volumeInUnits", List.of(1000)), "volumeInUnits = [1000]: must be one number"),
                arguments(Map.of("volumeInLots", "much"), "volumeInLots = much: must be a number"),
                arguments(
                        Map.of("orderType", "LIMIT", "limitPrice", "1.085123"),
                        "limitPrice = 1.085123: EURUSD has prices of 5 decimals"),
                arguments(
                        Map.of("orderType", "LIMIT", "limitPrice", 1.08, "stopLoss", 1.085123),
                        "stopLoss = 1.085123: EURUSD has prices of 5 decimals"),
                arguments(Map.of("ctidTraderAccountId", 1.5), "ctidTraderAccountId = 1.5: must be a whole number"));
    }

    @ParameterizedTest
    @MethodSource("wrongOrders")
    void refusesOrdersThatTheSymbolDoesNotAllow(Map<String, Object> change, String message) {
        Map<String, Object> body = new HashMap<>(ORDER);
        body.putAll(change);

        assertRefused(camel.send("ctrader:demo?accountId=7&messageType=NewOrderReq", body, Map.of()), message);
    }

    @Test
    void checksSymbolsGivenById() {
        assertRefused(
                camel.send(
                        "ctrader:demo?accountId=7&messageType=NewOrderReq",
                        Map.of("symbolId", 1, "orderType", "MARKET", "tradeSide", "BUY", "volume", 1),
                        Map.of()),
                "volume = 1 (0.01 units): EURUSD starts at 1000.00 units");
    }

    @Test
    void namesWhatIsMissingAndNotWhatIsOnlyToBeLookedUp() {
        assertRefused(
                camel.send(
                        "ctrader:demo?accountId=7&messageType=NewOrderReq",
                        Map.of("symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY"),
                        Map.of()),
                "volume = (absent): ProtoOANewOrderReq needs volume");
        assertRefused(
                camel.send(
                        "ctrader:demo?accountId=7&messageType=NewOrderReq",
                        Map.of("orderType", "MARKET", "tradeSide", "BUY", "volumeInUnits", 1000),
                        Map.of()),
                "symbolId = (absent): ProtoOANewOrderReq needs symbolId");
    }

    @Test
    void refusesLotsOfNoKnownSymbol() {
        assertRefused(
                camel.send(
                        "ctrader:demo?accountId=7&messageType=ClosePositionReq",
                        Map.of("positionId", 3, "volumeInLots", 1),
                        Map.of()),
                "volumeInLots = [1]: needs the symbol whose lots are meant");
    }

    @Test
    void refusesSymbolNamesWithoutAnAccount() {
        assertRefused(
                camel.send("ctrader:demo?messageType=SubscribeSpotsReq", Map.of("symbolNames", "EURUSD"), Map.of()),
                "ctidTraderAccountId = (absent): symbols belong to an account");
    }

    private void send(String uri, Object body) {
        Exchange exchange = camel.send(uri, body, Map.of());
        assertThat(exchange.getException()).isNull();
    }

    private Message onlyRequest() {
        List<Message> requests = sent();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    /** What was sent, apart from what is read before an order. */
    private List<Message> sent() {
        return camel.client().requests.stream()
                .filter(request -> !(request instanceof ProtoOAGetAccountListByAccessTokenReq
                        || request instanceof ProtoOAReconcileReq))
                .toList();
    }

    private void assertRefused(Exchange exchange, String message) {
        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(sent()).isEmpty();
    }
}
