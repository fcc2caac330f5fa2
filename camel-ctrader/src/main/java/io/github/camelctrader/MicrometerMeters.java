package io.github.camelctrader;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.OrderRecord;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;

/**
 * Meters of a component, which read its reports whenever somebody looks at them and count nothing themselves. An environment
 * without a connection shows 0.
 */
final class MicrometerMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();

    private MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The meters in the one meter registry of a context; nothing where there is not exactly one. */
    static AutoCloseable of(CamelContext context, String component, Supplier<List<ClientReport>> reports) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry == null) {
            return () -> {};
        }
        MicrometerMeters meters = new MicrometerMeters(registry);
        for (Environment environment : Environment.values()) {
            meters.add(environment, Tags.of("component", component, "environment", environment.toString()), reports);
        }
        return meters;
    }

    private void add(Environment environment, Tags tags, Supplier<List<ClientReport>> reports) {
        Reader reader = new Reader(environment, reports);
        // Counters and timers hold it weakly.
        readers.add(reader);
        for (ConnectionState state : ConnectionState.values()) {
            number(
                    "ctrader.connection.state",
                    tags.and("state", state.name()),
                    reader,
                    report -> report.connection().state() == state ? 1 : 0);
        }
        number(
                "ctrader.connection.ready",
                tags,
                reader,
                report -> report.connection().state() == ConnectionState.READY ? 1 : 0);
        count(
                "ctrader.connection.links",
                tags,
                reader,
                report -> report.connection().generation());
        for (DisconnectReason reason : DisconnectReason.values()) {
            count(
                    "ctrader.connection.losses",
                    tags.and("reason", reason.name()),
                    reader,
                    report -> report.disconnectCounts().getOrDefault(reason, 0L));
        }
        for (AccountStatus.State state : AccountStatus.State.values()) {
            number(
                    "ctrader.accounts",
                    tags.and("state", state.name()),
                    reader,
                    report -> report.accounts().stream()
                            .filter(account -> account.state() == state)
                            .count());
        }
        for (String stage : ClientReport.Order.STAGES) {
            number(
                    "ctrader.orders",
                    tags.and("stage", stage),
                    reader,
                    report -> report.orders().stream()
                            .filter(order -> order.stage().equals(stage))
                            .count());
        }
        number(
                "ctrader.events.waiting",
                tags,
                reader,
                report -> report.consumers().stream()
                        .mapToLong(ClientReport.Consumer::allWaiting)
                        .sum());
        number(
                "ctrader.symbols.refused",
                tags,
                reader,
                report -> report.refused().values().stream()
                        .mapToLong(symbols -> symbols.size())
                        .sum());
        addRequests(tags, reader);
        addTotals(tags, reader);
    }

    private void addRequests(Tags tags, Reader reader) {
        number(
                "ctrader.requests.waiting",
                tags,
                reader,
                report -> report.requests().waiting());
        number(
                "ctrader.requests.unanswered",
                tags,
                reader,
                report -> report.requests().unanswered());
        time("ctrader.requests.wait", tags, reader, report -> report.requests().waits());
        time("ctrader.requests.held", tags, reader, report -> report.requests().holds());
        time(
                "ctrader.requests.answer",
                tags,
                reader,
                report -> report.requests().answers());
        time(
                "ctrader.journal.write",
                tags,
                reader,
                report -> report.totals().orders().journal());
        meters.add(TimeGauge.builder("ctrader.token.expires", reader, TimeUnit.SECONDS, Reader::firstExpiry)
                .tags(tags)
                .register(registry));
    }

    private void addTotals(Tags tags, Reader reader) {
        for (EventKind kind : EventKind.values()) {
            count(
                    "ctrader.events",
                    tags.and("kind", kind.name()),
                    reader,
                    report -> report.totals().events().getOrDefault(kind, 0L));
        }
        for (OrderRecord.Phase phase : OrderRecord.Phase.values()) {
            count(
                    "ctrader.orders.reached",
                    tags.and("phase", phase.name()),
                    reader,
                    report -> report.totals().orders().reached().getOrDefault(phase, 0L));
        }
        count(
                "ctrader.events.conflated",
                tags,
                reader,
                report -> report.totals().conflated());
        count("ctrader.events.missed", tags, reader, report -> report.totals().missed());
        count("ctrader.events.gaps", tags, reader, report -> report.totals().gaps());
        count(
                "ctrader.executions.recovered",
                tags,
                reader,
                report -> report.totals().recovered());
    }

    private void time(String name, Tags tags, Reader reader, Function<ClientReport, ClientReport.Timing> timing) {
        meters.add(FunctionTimer.builder(
                        name,
                        reader,
                        each -> (long) each.read(report -> timing.apply(report).count()),
                        each -> each.read(report -> timing.apply(report).total().toNanos()),
                        TimeUnit.NANOSECONDS)
                .tags(tags)
                .register(registry));
    }

    private void number(String name, Tags tags, Reader reader, ToDoubleFunction<ClientReport> value) {
        meters.add(Gauge.builder(name, () -> reader.read(value)).tags(tags).register(registry));
    }

    private void count(String name, Tags tags, Reader reader, ToDoubleFunction<ClientReport> value) {
        meters.add(FunctionCounter.builder(name, reader, each -> each.read(value))
                .tags(tags)
                .register(registry));
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private record Reader(Environment environment, Supplier<List<ClientReport>> reports) {
        double read(ToDoubleFunction<ClientReport> value) {
            return reports.get().stream()
                    .filter(report -> report.connection().environment() == environment)
                    .mapToDouble(value)
                    .sum();
        }

        /** Unix time in seconds; not a number where no account has a token whose end is known. */
        double firstExpiry() {
            return reports.get().stream()
                    .filter(report -> report.connection().environment() == environment)
                    .flatMap(report -> report.accounts().stream())
                    .map(AccountStatus::tokenExpires)
                    .filter(Objects::nonNull)
                    .mapToDouble(Instant::getEpochSecond)
                    .min()
                    .orElse(Double.NaN);
        }
    }
}
