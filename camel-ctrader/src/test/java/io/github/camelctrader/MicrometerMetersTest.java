package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which number of a report each meter is. */
class MicrometerMetersTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<ClientReport> reports = new ArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.getRegistry().bind("meters", registry);
        MicrometerMeters.of(context, "ctrader", () -> reports);
        reports.add(report());
    }

    @AfterEach
    void stop() {
        context.stop();
        registry.close();
    }

    @Test
    void eachNumberIsWhatTheReportSays() {
        assertThat(values("ctrader.connection.ready")).isEqualTo(0);
        assertThat(value(meter("ctrader.connection.state").tag("state", "BACKOFF")))
                .isEqualTo(1);
        assertThat(value(meter("ctrader.connection.state").tag("state", "READY")))
                .isZero();
        assertThat(values("ctrader.connection.links")).isEqualTo(3);
        assertThat(value(meter("ctrader.connection.losses").tag("reason", "LINK_FAILED")))
                .isEqualTo(5);
        assertThat(values("ctrader.requests.waiting")).isEqualTo(7);
        assertThat(values("ctrader.requests.unanswered")).isEqualTo(11);
        assertThat(value(meter("ctrader.events").tag("kind", "DELTA"))).isEqualTo(13);
        assertThat(value(meter("ctrader.events").tag("kind", "QUOTE"))).isZero();
        assertThat(values("ctrader.executions.recovered")).isEqualTo(17);
        assertThat(values("ctrader.events.conflated")).isEqualTo(19);
        assertThat(values("ctrader.events.missed")).isEqualTo(23);
        assertThat(values("ctrader.events.gaps")).isEqualTo(29);
        assertThat(value(meter("ctrader.orders.reached").tag("phase", "REJECTED")))
                .isEqualTo(31);
        assertThat(value(meter("ctrader.orders").tag("stage", "UNKNOWN"))).isEqualTo(1);
    }

    @Test
    void timesHaveTheirNumberAndTheirSum() {
        assertTimer("ctrader.requests.wait", 37, 1);
        assertTimer("ctrader.requests.held", 41, 2);
        assertTimer("ctrader.requests.answer", 43, 3);
        assertTimer("ctrader.journal.write", 47, 4);
    }

    @Test
    void theFirstEndOfATokenCountsAndIsNoNumberWhereNoneIsKnown() {
        assertThat(values("ctrader.token.expires"))
                .isEqualTo(NOW.plusSeconds(60).getEpochSecond());

        reports.clear();
        assertThat(values("ctrader.token.expires")).isNaN();
        assertThat(values("ctrader.requests.waiting")).as("no connection").isZero();
    }

    private void assertTimer(String name, long count, long seconds) {
        FunctionTimer timer = meter(name).functionTimer();
        assertThat(timer.count()).isEqualTo(count);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(seconds);
    }

    private double values(String name) {
        return value(meter(name));
    }

    private static double value(RequiredSearch search) {
        return StreamSupport.stream(search.meter().measure().spliterator(), false)
                .filter(measured ->
                        measured.getStatistic() == Statistic.VALUE || measured.getStatistic() == Statistic.COUNT)
                .mapToDouble(measured -> measured.getValue())
                .sum();
    }

    private RequiredSearch meter(String name) {
        return registry.get(name).tag("component", "ctrader").tag("environment", "live");
    }

    private static ClientReport report() {
        return new ClientReport(
                new ConnectionSnapshot(Environment.LIVE, ConnectionState.BACKOFF, 3, 1, NOW, null, null),
                List.of(account(1, NOW.plusSeconds(90)), account(2, NOW.plusSeconds(60)), account(3, null)),
                List.of(),
                List.of(new ClientReport.Order(1, "order-1", "NewOrderReq", "UNKNOWN")),
                Map.of(1L, Set.of()),
                List.of(),
                ClientReport.MarketDefects.NONE,
                Map.of(DisconnectReason.LINK_FAILED, 5L),
                Map.of(),
                new ClientReport.Requests(7, 11, 0, 0, Map.of(), timing(37, 1), timing(41, 2), timing(43, 3)),
                List.of(),
                new ClientReport.Totals(
                        Map.of(EventKind.DELTA, 13L),
                        17,
                        19,
                        23,
                        29,
                        new ClientReport.OrderTotals(Map.of(Phase.REJECTED, 31L), timing(47, 4))));
    }

    private static ClientReport.Timing timing(long count, long seconds) {
        return new ClientReport.Timing(count, Duration.ofSeconds(seconds));
    }

    private static AccountStatus account(long accountId, @Nullable Instant tokenExpires) {
        return new AccountStatus(accountId, AccountStatus.State.ACTIVE, null, tokenExpires);
    }
}
