package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people who run an application see and do: the bean of the component, and its meters. */
class ComponentOperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SimulatorCamel camel = new SimulatorCamel();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        camel.context.getRegistry().bind("meters", meters);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot").to("mock:quotes");
            }
        });
        awaitReady(1);
    }

    @AfterEach
    void stop() {
        camel.close();
        meters.close();
    }

    @Test
    void theBeanShowsWhatTheConsoleShowsAndNoSecret() {
        assertThat(camel.component.getConnectionCount()).isEqualTo(1);
        assertThat(camel.component.getConnectionStates()).isEqualTo("{demo=READY}");
        assertThat(camel.component.showOrders()).isEmpty();
        assertThat(camel.component.showConnections())
                .contains("state: READY", "EURUSD", "accountId: " + SimulatorCamel.ACCOUNT)
                .doesNotContain(
                        SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET, SimulatorDefaults.ACCESS_TOKEN);
    }

    @Test
    void aNewConnectionIsMadeOnDemandAndToldAsThat() {
        assertThat(camel.component.reconnect("live")).isFalse();
        assertThat(camel.component.reconnect("demo")).isTrue();

        awaitReady(2);
        assertThat(report().disconnects())
                .singleElement()
                .satisfies(lost -> assertThat(lost.reason()).isEqualTo(DisconnectReason.RECONNECT_REQUESTED));
    }

    @Test
    void metersSayWhatTheReportSays() {
        camel.component.reconnect("demo");
        awaitReady(2);
        await().atMost(PATIENCE).until(() -> gauge("ctrader.accounts", "state", "ACTIVE") == 1);

        assertThat(gauge("ctrader.connection.ready", "environment", "demo")).isEqualTo(1);
        assertThat(gauge("ctrader.connection.ready", "environment", "live")).isZero();
        assertThat(counter("ctrader.connection.links", "environment", "demo")).isEqualTo(2);
        assertThat(counter("ctrader.connection.losses", "reason", "RECONNECT_REQUESTED"))
                .isEqualTo(1);
        assertThat(counter("ctrader.connection.losses", "reason", "LINK_FAILED"))
                .isZero();
        for (String stage : ClientReport.Order.STAGES) {
            assertThat(gauge("ctrader.orders", "stage", stage)).isZero();
        }
        assertThat(gauge("ctrader.connection.state", "state", "READY")).isEqualTo(1);
        assertThat(gauge("ctrader.connection.state", "state", "BACKOFF")).isZero();
        assertThat(counter("ctrader.events.missed", "environment", "demo")).isZero();
        assertThat(gauge("ctrader.symbols.refused", "environment", "demo")).isZero();
    }

    @Test
    void metersCountRequestsOrdersAndEvents() {
        camel.template().requestBody("ctrader:demo?messageType=NewOrderReq", """
                {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY", "volumeInLots": 0.01}""");
        await().atMost(PATIENCE).until(() -> counter("ctrader.events", "kind", "QUOTE") > 0);
        await().atMost(PATIENCE)
                .until(() -> report().totals().orders().journal().count() >= 2);

        assertThat(counter("ctrader.orders.reached", "phase", "DONE")).isEqualTo(1);
        assertThat(counter("ctrader.orders.reached", "phase", "REJECTED")).isZero();
        assertThat(counter("ctrader.events", "kind", "FACT")).isGreaterThanOrEqualTo(1);
        assertThat(timer("ctrader.requests.answer").count())
                .isEqualTo(report().requests().answers().count())
                .isGreaterThan(2);
        assertThat(timer("ctrader.requests.answer").totalTime(TimeUnit.SECONDS)).isPositive();
        assertThat(timer("ctrader.requests.wait").count())
                .isEqualTo(report().requests().waits().count())
                .isGreaterThan(2);
        assertThat(timer("ctrader.journal.write").count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void metersEndWithTheComponent() {
        camel.context.stop();

        assertThat(meters.getMeters()).isEmpty();
    }

    private void awaitReady(int link) {
        await().atMost(PATIENCE)
                .until(() -> camel.component.reports().stream()
                        .anyMatch(report -> report.connection().state() == ConnectionState.READY
                                && report.connection().generation() >= link));
    }

    private ClientReport report() {
        return camel.component.reports().get(0);
    }

    private double gauge(String name, String tag, String value) {
        return meters.get(name).tag("component", "ctrader").tag(tag, value).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private FunctionTimer timer(String name) {
        return meters.get(name).tag("environment", "demo").functionTimer();
    }

    private double counter(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).functionCounters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
