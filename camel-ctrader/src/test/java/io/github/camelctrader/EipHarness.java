package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.saga.InMemorySagaService;
import org.jspecify.annotations.Nullable;

/** Routes of all cases and their simulator, whose market stands still. */
final class EipHarness implements AutoCloseable {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;

    private final SimulatorCamel camel;
    private final EipRoutes shared;
    private final List<EipRoutes> routes;
    private int sentBefore;
    private int executedBefore;

    EipHarness() throws Exception {
        CTraderComponent component = new CTraderComponent((settings, executor) -> QuickClient.open(
                settings, executor, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(100)));
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start(), component);
        shared = new CommonEipRoutes();
        routes = List.of(
                shared,
                new CopyingEips(shared),
                new PassingEips(shared),
                new InterceptingEips(shared),
                new RedeliveringEips(shared),
                new EnclosingEips(shared),
                new NestedEips(shared),
                new DoubtfulEips(shared),
                new ModuleEips(shared));
        DefaultCamelContext context = camel.context;
        context.addService(new InMemorySagaService());
        ModuleEips.prepare(context);
        for (EipRoutes builder : routes) {
            context.addRoutes(builder);
        }
        TemplatedRouteBuilder.builder(context, NestedEips.TEMPLATE)
                .parameter("name", "byTemplate")
                .add();
        context.start();
        camel.simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
    }

    Stream<EipCase> cases() {
        return routes.stream().flatMap(builder -> builder.cases.stream());
    }

    /** Sends the message of a case, and returns what it failed with, or null; some routes go on after it. */
    @Nullable
    Exception run(EipCase about) {
        camel.simulator.clearFaults();
        shared.told.clear();
        shared.calls.set(0);
        sentBefore = received().size();
        executedBefore = executed().size();
        if (about.unknown()) {
            camel.simulator.faults("on NewOrderReq swallow-answer\n3 times on OrderListReq error");
        }
        return camel.template().send("direct:" + about.name(), exchange -> {}).getException();
    }

    /** Of the present case, the orders whose answers came back to their routes. */
    Set<Long> toldOrders() {
        return Set.copyOf(shared.told);
    }

    Set<String> sentIds() {
        return received().stream().skip(sentBefore).map(EipHarness::id).collect(Collectors.toSet());
    }

    List<String> executedIds() {
        return executed().stream().skip(executedBefore).map(EipHarness::id).toList();
    }

    private List<JournalEntry> received() {
        return camel.simulator.journal().received(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE);
    }

    private List<JournalEntry> executed() {
        return camel.simulator.journal().executed(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE);
    }

    private static String id(JournalEntry order) {
        return ((ProtoOANewOrderReq) Objects.requireNonNull(order.message())).getClientOrderId();
    }

    @Override
    public void close() {
        camel.close();
    }
}
