package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.AccountProfit;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.SymbolStatus;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.TradingHours;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What producers tell that is no request of the protocol: of a symbol, and of the profit of an account. */
class OperationsTest {
    private static final String PRODUCER = "ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT;

    /** A market that is open for one second in the week, and on no day of it. */
    private final SimulatorCamel camel = new SimulatorCamel(CTraderSimulator.builder()
            .feedPaused()
            .symbol(SimulatedSymbol.other(50, "RARE", "Metals", "XAG", "USD", 2, "31.00", "0.02")
                    .withSchedule(new TradingHours(0, 1))
                    .withHolidays(LocalDate.of(2020, 1, 1)))
            .start());

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aRouteGoesOnOnlyWhileTheMarketOfTheSymbolIsOpen() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .to(PRODUCER + "&operation=symbol")
                        .filter(simple("${body.open}"))
                        .to("mock:open");
            }
        });

        camel.template().sendBodyAndHeader("direct:ask", "left over", CTraderConstants.SYMBOL_NAME, "EURUSD");
        camel.template().sendBodyAndHeader("direct:ask", "left over", CTraderConstants.SYMBOL_NAME, "RARE");
        camel.template().sendBodyAndHeader("direct:ask", "left over", CTraderConstants.SYMBOL_ID, 201L);

        assertThat(camel.mock("open").getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(CTraderConstants.SYMBOL_NAME))
                .containsExactly("EURUSD", "BTCUSD");
        SymbolStatus status =
                SimulatorCamel.body(camel.mock("open").getExchanges().get(0), SymbolStatus.class);
        assertThat(status.category()).isEqualTo("Forex");
        assertThat(status.nextClose()).isNull();
    }

    @Test
    void theAnswerHasAJsonAndAMapForm() throws Exception {
        camel.start(to("&operation=symbol"));

        Exchange answer = camel.template()
                .request("direct:ask", exchange -> exchange.getIn().setHeader(CTraderConstants.SYMBOL_NAME, "RARE"));

        assertThat(answer.getMessage().getBody(String.class))
                .contains("\"symbolName\":\"RARE\"", "\"open\":false", "\"timeZone\":\"UTC\"", "\"nextOpen\":");
        assertThat(Objects.requireNonNull(answer.getMessage().getBody(Map.class)))
                .containsEntry("baseAsset", "XAG");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry(CTraderConstants.ACCOUNT_ID, SimulatorCamel.ACCOUNT)
                .containsEntry(CTraderConstants.SYMBOL_ID, 50L)
                .doesNotContainKey(CTraderConstants.MESSAGE_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"profit", "computedProfit"})
    void theProfitOfTheAccountIsTold(String operation) throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT + "&symbols=EURUSD")
                        .to("mock:quotes");
                from("direct:order").to(PRODUCER);
                from("direct:ask").to(PRODUCER + "&operation=" + operation);
            }
        });
        camel.mock("quotes").expectedMinimumMessageCount(1);
        camel.mock("quotes").assertIsSatisfied();
        camel.template().requestBody("direct:order", SampleOrders.marketMessage());
        camel.mock("quotes").reset();
        camel.mock("quotes").expectedMinimumMessageCount(1);
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.20000", "1.20010");
        camel.mock("quotes").assertIsSatisfied();

        AccountProfit profit =
                Objects.requireNonNull(camel.template().requestBody("direct:ask", "left over", AccountProfit.class));

        assertThat(profit.computed()).isEqualTo(operation.equals("computedProfit"));
        assertThat(profit.gross()).isGreaterThan(new BigDecimal("100"));
        assertThat(profit.positions()).hasSize(1);
    }

    @Test
    void aSymbolThatIsNotNamedOrNotThereIsRefused() throws Exception {
        camel.start(to("&operation=symbol"));

        assertThatThrownBy(() -> camel.template().requestBody("direct:ask", "EURUSD"))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(InvalidRequestException.class)
                .rootCause()
                .hasMessageContaining(CTraderConstants.SYMBOL_NAME);
        assertThatThrownBy(() ->
                        camel.template().requestBodyAndHeader("direct:ask", "", CTraderConstants.SYMBOL_NAME, "NOSUCH"))
                .hasRootCauseInstanceOf(InvalidRequestException.class);
    }

    @Test
    void anotherAccountThanThePinnedOneIsRefused() throws Exception {
        camel.start(to("&operation=profit&pinAccount=true"));

        assertThatThrownBy(() ->
                        camel.template().requestBodyAndHeader("direct:ask", "", CTraderConstants.ACCOUNT_ID, 1002L))
                .hasRootCauseInstanceOf(InvalidRequestException.class)
                .rootCause()
                .hasMessageContaining("pinAccount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageType=TraderReq", "paging=all"})
    void optionsOfRequestsContradictAnOperation(String option) {
        assertThatThrownBy(() -> camel.start(to("&operation=profit&" + option)))
                .isInstanceOf(FailedToStartRouteException.class)
                .rootCause()
                .hasMessageContaining("operation")
                .hasMessageContaining(option.substring(0, option.indexOf('=')));
    }

    private static RouteBuilder to(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to(PRODUCER + options);
            }
        };
    }
}
