package io.github.camelctrader;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/** Routes of cases, and what they are made of. All orders are alike, so that nothing but their ids tells them apart. */
abstract class EipRoutes extends RouteBuilder {
    static final String PRODUCER =
            "ctrader:demo?messageType=NewOrderReq&orderTimeout=20s&accountId=" + SimulatorCamel.ACCOUNT;
    /** For orders whose answer is kept from us: waits for it so briefly that the outcome is unknown when the attempt ends. */
    static final String HASTY = PRODUCER.replace("20s", "150ms");
    /** Places an order and notes its answer, without an error handler. */
    static final String ORDER = "direct:order";
    /** The same, hastily. */
    static final String HASTY_ORDER = "direct:hastyOrder";
    /** Fails at its first call in a case. */
    static final String FLAKY = "direct:flaky";

    private static final String BODY =
            "{\"symbolName\": \"EURUSD\", \"orderType\": \"MARKET\", \"tradeSide\": \"BUY\", \"volumeInUnits\": 1000}";

    /** Ids of the orders whose answers came back to their routes in the present case. */
    final List<Long> told;

    /** How often the flaky node was called in the present case. */
    final AtomicInteger calls;

    final List<EipCase> cases = new ArrayList<>();

    EipRoutes(List<Long> told, AtomicInteger calls) {
        this.told = told;
        this.calls = calls;
    }

    EipRoutes(EipRoutes shared) {
        this(shared.told, shared.calls);
    }

    static List<Long> memory() {
        return new CopyOnWriteArrayList<>();
    }

    /** The first node of the case's route, which has no error handler. */
    RouteDefinition route(EipCase about) {
        cases.add(about);
        return from("direct:" + about.name()).routeId(about.name()).errorHandler(noErrorHandler());
    }

    /** The same, with redelivery of each node. */
    RouteDefinition redelivering(EipCase about) {
        return route(about).errorHandler(redelivery());
    }

    /** A route that another one calls, without an error handler. */
    RouteDefinition sub(String name) {
        return from("direct:" + name).routeId(name).errorHandler(noErrorHandler());
    }

    /** Camel redelivers nothing around a multicast that failed, unless its failure was caught in between. */
    static ProcessorDefinition<?> redeliverable(ProcessorDefinition<?> before, Consumer<TryDefinition> multicast) {
        TryDefinition attempt = before.doTry();
        multicast.accept(attempt);
        return attempt.doCatch(Exception.class).process(EipRoutes::failAgain).end();
    }

    private static void failAgain(Exchange exchange) throws Exception {
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    DefaultErrorHandlerDefinition redelivery() {
        return defaultErrorHandler().maximumRedeliveries(20).redeliveryDelay(0);
    }

    /** Adds an order and the noting of its answer. */
    <T extends ProcessorDefinition<T>> T order(ProcessorDefinition<T> before) {
        return before.process(EipRoutes::want).to(PRODUCER).process(this::note);
    }

    static void want(Exchange exchange) {
        exchange.getMessage().setBody(BODY);
    }

    void note(Exchange exchange) {
        ProtoOAExecutionEvent event = SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class);
        told.add(event.getOrder().getOrderId());
    }

    void fail(Exchange exchange) {
        if (calls.getAndIncrement() == 0) {
            throw new IllegalStateException("This node fails at first");
        }
    }
}
