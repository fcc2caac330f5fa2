package io.github.camelctrader.kamelets;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CamelProperties;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kamelet gives or takes what its description says. */
class KameletsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .clock(Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC))
            .feedPaused()
            .start();
    private final Main main = new Main();
    private final CamelContext context;

    KameletsTest() {
        CamelProperties.forMain(simulator).forEach(main::addInitialProperty);
        main.init();
        context = main.getCamelContext();
    }

    @BeforeEach
    void configure() {
        quote("1.08500");
    }

    @AfterEach
    void stop() {
        main.stop();
        simulator.close();
    }

    @Test
    void quotes() throws Exception {
        start("kamelet:ctrader-quote-source?symbols=EURUSD");

        assertThat(await(() -> bodies("out").findFirst().orElse(""))).contains("\"bid\":\"108500\"");
    }

    @Test
    void theAccountMayBeGiven() throws Exception {
        start("kamelet:ctrader-quote-source?symbols=EURUSD&slowConsumer=queue&accountId="
                + SimulatorDefaults.SECOND_DEMO_ACCOUNT);

        assertThat(await(() -> bodies("out").findFirst().orElse("")))
                .contains("\"" + SimulatorDefaults.SECOND_DEMO_ACCOUNT + "\"");
    }

    @Test
    void executionsOfAnOrder() throws Exception {
        start("kamelet:ctrader-execution-source");

        String answer = context.createProducerTemplate().requestBody("direct:order", """
                {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY", "volumeInLots": 0.01}""", String.class);

        assertThat(answer).contains("ORDER_FILLED");
        assertThat(await(() -> bodies("out")
                        .filter(each -> each.contains("ORDER_FILLED"))
                        .findFirst()
                        .orElse("")))
                .contains("\"executionType\":\"ORDER_FILLED\"");
        assertThat(simulator.broker().state(SimulatorDefaults.DEMO_ACCOUNT).getPositionList())
                .hasSize(1);
    }

    @Test
    void barsThatClosed() throws Exception {
        start("kamelet:ctrader-bar-source?symbols=EURUSD");

        AtomicInteger minutes = new AtomicInteger();
        String bar = await(() -> {
            int minute = minutes.incrementAndGet();
            simulator.clockOffset(Duration.ofMinutes(minute));
            quote("1.085" + (10 + minute % 60));
            return bodies("out").findFirst().orElse("");
        });

        assertThat(bar).contains("\"period\":\"M1\"", "\"closed\":true");
    }

    @Test
    void history() throws Exception {
        long to = simulator.serverTime().minus(Duration.ofDays(1)).toEpochMilli();
        long from = to - Duration.ofHours(2).toMillis();
        start("kamelet:ctrader-history-source?symbolName=EURUSD&period=M15&from=" + from + "&to=" + to);

        await(() -> bodies("out").skip(8).findFirst().orElse(""));
        assertThat(bodies("out")).hasSize(9).isSorted().allMatch(bar -> bar.contains("\"period\":\"M15\""));
    }

    @Test
    void theRouteOfThePage() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "kamelets.md"));
        String route = page.substring(page.indexOf("```yaml\n") + 8);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("page.yaml", route.substring(0, route.indexOf("```"))));
        NotifyBuilder quotes = new NotifyBuilder(context).whenCompleted(1).create();
        main.start();

        assertThat(quotes.matches(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void eachNamesTheDependencyThatItNeeds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/classes/kamelets"))) {
            List<Path> kamelets = files.toList();
            assertThat(kamelets).hasSize(5);
            for (Path kamelet : kamelets) {
                assertThat(Files.readString(kamelet))
                        .containsPattern("mvn:io.github.camel-ctrader:camel-ctrader:\\d+\\.\\d+\\.\\d+")
                        .contains("name: " + kamelet.getFileName().toString().replace(".kamelet.yaml", "\n"));
            }
        }
    }

    private void start(String source) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(source).to("mock:out");
                from("direct:order").to("kamelet:ctrader-order-action?orderReply=final");
            }
        });
        main.start();
    }

    private Stream<String> bodies(String mock) {
        return context.getEndpoint("mock:" + mock, MockEndpoint.class).getExchanges().stream()
                .map(exchange -> (String) exchange.getMessage().getBody());
    }

    private static String await(Callable<String> text) {
        return Awaitility.await().atMost(PATIENCE).until(text, each -> !each.isEmpty());
    }

    private void quote(String bid) {
        simulator.quote(DEMO, "EURUSD", bid, "1.09000");
    }
}
