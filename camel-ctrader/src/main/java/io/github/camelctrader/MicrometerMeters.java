package io.github.camelctrader;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
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
                "ctrader.events.missed",
                tags,
                reader,
                report -> report.consumers().stream()
                        .mapToLong(ClientReport.Consumer::missed)
                        .sum());
        number(
                "ctrader.symbols.refused",
                tags,
                reader,
                report -> report.refused().values().stream()
                        .mapToLong(symbols -> symbols.size())
                        .sum());
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
    }
}
