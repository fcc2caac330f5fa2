package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.impl.console.DefaultDevConsolesLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the developer console shows of connections, in both of its forms. */
class DevConsoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatorCamel camel = new SimulatorCamel();

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void showsConnectionAccountsConsumersAndWhyLinksEndedAndNoSecret() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        camel.start(consuming("ctrader:demo?symbols=EURUSD&eventTypes=Spot,Execution"));
        await().atMost(PATIENCE).until(() -> camel.mock("events").getReceivedCounter() > 0);
        camel.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        await().atMost(PATIENCE)
                .until(() -> connection().get("disconnects").size() > 0
                        && connection().get("state").asText().equals("READY"));

        JsonNode connection = connection();
        assertThat(connection.get("environment").asText()).isEqualTo("demo");
        assertThat(connection.get("component").asText()).isEqualTo("ctrader");
        assertThat(connection.at("/accounts/0/accountId").asLong()).isEqualTo(SimulatorCamel.ACCOUNT);
        assertThat(connection.at("/accounts/0/state").asText()).isEqualTo("ACTIVE");
        assertThat(connection.at("/consumers/0/symbols/0").asText()).isEqualTo("EURUSD");
        assertThat(connection.at("/consumers/0/eventTypes").toString()).isEqualTo("[\"execution\",\"spot\"]");
        assertThat(connection.at("/disconnects/0/reason").asText()).isEqualTo("LINK_FAILED");
        assertThat(connection.get("repairedBars").asLong(-1)).isZero();
        assertThat(connection.get("ignoredBookEntries").asLong(-1)).isZero();
        assertThat(connection.get("bookResyncs").asLong(-1)).isZero();

        String text = (String) Objects.requireNonNull(console().call(DevConsole.MediaType.TEXT, Map.of()));
        assertThat(text).contains("state: READY", "EURUSD", String.valueOf(SimulatorCamel.ACCOUNT), "LINK_FAILED");
        assertThat(text + connection)
                .doesNotContain(
                        SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET, SimulatorDefaults.ACCESS_TOKEN);
    }

    @Test
    void showsWhatIsAskedOfTheServerAndWhatWaitsForRoutes() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD,GBPUSD&trendbars=M1&eventTypes=Spot,Trendbar")
                        .routeId("quotes")
                        .to("mock:events");
                from("direct:trader").to("ctrader:demo?messageType=TraderReq");
                from("direct:bars")
                        .to("ctrader:demo?messageType=GetTrendbarsReq&paging=all")
                        .to("mock:download");
            }
        });
        await().atMost(PATIENCE)
                .until(() -> connection()
                        .get("subscriptions")
                        .asText()
                        .equals("{" + SimulatorCamel.ACCOUNT + "={BARS=2, SPOTS=2}}"));
        camel.context.getRouteController().suspendRoute("quotes");
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.08500", "1.08510");
        await().atMost(PATIENCE)
                .until(() -> connection().at("/consumers/0/lanes").asText().contains("QUOTE="));

        camel.simulator.fault(FaultRule.of(Fault.SWALLOW_ANSWER).on("TraderReq"));
        camel.template().asyncRequestBody("direct:trader", "");
        await().atMost(PATIENCE)
                .until(() -> connection().at("/requests/0/unanswered").asInt() == 1);
        assertThat(connection().at("/requests/0/counted").asInt()).isPositive();
        assertThat(connection().at("/requests/0/waiting").asInt(-1)).isZero();
        assertThat(connection().at("/requests/0/blocked").asText()).isEqualTo("{}");

        AtomicReference<JsonNode> during = new AtomicReference<>();
        camel.mock("download").whenAnyExchangeReceived(exchange -> during.set(connection()));
        camel.template().requestBody("direct:bars", """
                {"symbolName": "EURUSD", "period": "M1", "fromTimestamp": 1700000000000, "toTimestamp": 1700003600000}""");
        assertThat(Objects.requireNonNull(during.get())
                        .at("/downloads/0/request")
                        .asText())
                .isEqualTo("GetTrendbarsReq");
        assertThat(connection().get("downloads")).isEmpty();
        camel.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
    }

    @Test
    void isFoundByCamelAndEmptyWithoutConnections() throws Exception {
        camel.context.start();

        assertThat(new DefaultDevConsolesLoader(camel.context).loadDevConsoles())
                .anyMatch(console -> "ctrader".equals(console.getId()));
        assertThat(json().get("connections")).isEmpty();
    }

    private static RouteBuilder consuming(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("quotes").to("mock:events");
            }
        };
    }

    private JsonNode connection() throws Exception {
        return json().at("/connections/0");
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().valueToTree(console().call(DevConsole.MediaType.JSON, Map.of()));
    }

    private DevConsole console() {
        CTraderDevConsole console = new CTraderDevConsole();
        console.setCamelContext(camel.context);
        return console;
    }
}
