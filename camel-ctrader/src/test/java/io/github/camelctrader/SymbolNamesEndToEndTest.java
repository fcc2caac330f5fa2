package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols of a broker who gives names that are numbers, come twice or end with blanks. */
class SymbolNamesEndToEndTest {
    private static final int NEW_ORDER_REQ = 2106;

    @SuppressWarnings("NullAway.Init")
    private static SimulatorCamel camel;

    @BeforeAll
    static void start() throws Exception {
        camel = new SimulatorCamel(CTraderSimulator.builder()
                .feedPaused()
                .symbol(instrument(101, "1").withVolumes(1_000, 1_000, 10_000_000_000L, 1_000))
                .symbol(instrument(102, "DAX").withEnabled(false))
                .symbol(instrument(103, "DAX"))
                .symbol(instrument(104, "DAX").withEnabled(false))
                .symbol(instrument(105, "FTSE"))
                .symbol(instrument(106, "FTSE"))
                .symbol(instrument(107, "OIL  "))
                .start());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
                from("direct:amend")
                        .to("ctrader:demo?messageType=AmendPositionSLTPReq&accountId=" + SimulatorCamel.ACCOUNT);
                from("direct:close")
                        .to("ctrader:demo?messageType=ClosePositionReq&accountId=" + SimulatorCamel.ACCOUNT);
                from(spots("101")).to("mock:id");
                from(spots("OIL")).to("mock:blank");
                from(spots("dax")).to("mock:namesake");
                from(spots("1,EURUSD")).errorHandler(noErrorHandler()).to("mock:ambiguous");
            }
        });
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    @Test
    void anOrderForAnIdIsForThisIdWhateverOthersAreCalled() {
        for (Map<String, Object> volume :
                List.<Map<String, Object>>of(Map.of("volumeInLots", "0.02"), Map.of("volumeInUnits", 2_000))) {
            Map<String, Object> order = new HashMap<>(volume);
            order.put("symbolId", 1);
            order.put("orderType", "MARKET");
            order.put("tradeSide", "BUY");
            ProtoOAExecutionEvent filled = filled(send("direct:orders", order));
            assertThat(filled.getOrder().getTradeData().getSymbolId()).isEqualTo(1);
            assertThat(filled.getDeal().getVolume()).isEqualTo(200_000);
        }
        ProtoOAExecutionEvent typed = filled(send(
                "direct:orders",
                ProtoOANewOrderReq.newBuilder()
                        .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                        .setSymbolId(1)
                        .setOrderType(ProtoOAOrderType.MARKET)
                        .setTradeSide(ProtoOATradeSide.BUY)
                        .setVolume(100_000)
                        .build()));
        assertThat(typed.getDeal().getSymbolId()).isEqualTo(1);
        long positionId = typed.getPosition().getPositionId();
        assertThat(send("direct:amend", Map.of("positionId", positionId, "stopLoss", 0.5))
                        .getException())
                .isNull();
        assertThat(filled(send(
                                "direct:close",
                                Map.of("positionId", positionId, "volumeInLots", "0.01", "symbolName", "EURUSD")))
                        .getDeal()
                        .getVolume())
                .isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 101", "DAX, 103", "dax, 103", "OIL, 107", "'OIL  ', 107", "' oil ', 107"})
    void anOrderForANameIsForTheSymbolThatIsCalledSo(String name, long symbolId) {
        assertThat(filled(send("direct:orders", order(name)))
                        .getOrder()
                        .getTradeData()
                        .getSymbolId())
                .isEqualTo(symbolId);
    }

    @Test
    void anOrderForANameThatSeveralHaveIsRefusedWithTheirIds() {
        long before = camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ);
        assertThat(send("direct:orders", order("FTSE")).getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("symbolName = FTSE")
                .hasMessageContaining("symbolId 105")
                .hasMessageContaining("symbolId 106");
        assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ))
                .isEqualTo(before);
    }

    @Test
    void consumersFindTheSameSymbols() {
        assertThat(firstSymbolOf("id")).isEqualTo(101);
        assertThat(firstSymbolOf("blank")).isEqualTo(107);
        assertThat(firstSymbolOf("namesake")).isEqualTo(103);
        assertThat(firstSymbolOf("ambiguous"))
                .as("1 is a name and an id, EURUSD is not")
                .isEqualTo(1);
    }

    private static long firstSymbolOf(String route) {
        MockEndpoint mock = camel.mock(route);
        await().until(() -> mock.getReceivedCounter() > 0);
        return Objects.requireNonNull(
                mock.getReceivedExchanges().get(0).getMessage().getHeader(CTraderConstants.SYMBOL_ID, Long.class));
    }

    private static SimulatedSymbol instrument(long id, String name) {
        return SimulatedSymbol.other(id, name, "Indices", "X" + id, "USD", 2, "100.00", "0.10");
    }

    private static String spots(String symbols) {
        return "ctrader:demo?eventTypes=Spot&symbols=" + symbols + "&accountId=" + SimulatorCamel.ACCOUNT;
    }

    private static Map<String, Object> order(String name) {
        return Map.of("symbolName", name, "orderType", "MARKET", "tradeSide", "BUY", "volumeInUnits", 100);
    }

    private static ProtoOAExecutionEvent filled(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class);
    }

    private static Exchange send(String uri, Object body) {
        return camel.template()
                .send(
                        uri,
                        ExchangeBuilder.anExchange(camel.context).withBody(body).build());
    }
}
