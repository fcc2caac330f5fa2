package io.github.camelctrader;

import static org.awaitility.Awaitility.await;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WireTapDefinition;

/** Nodes that fail at first after orders were executed: within an enclosing node that is redelivered, or by themselves. */
final class EnclosingEips extends EipRoutes {
    EnclosingEips(EipRoutes shared) {
        super(shared);
    }

    /** The sub-route of a case that redelivers the whole of it. */
    private RouteDefinition enclosed(String name, int wanted, Class<?>... eips) {
        redelivering(EipCase.of(name, wanted, eips)).to("direct:" + name + "Sub");
        return sub(name + "Sub");
    }

    @Override
    public void configure() {
        enclosing();
        byItself();
    }

    private void enclosing() {
        order(enclosed("enclosed", 1, ToDefinition.class)).process(this::fail);
        enclosed("enclosedForgetting", 2, ToDefinition.class)
                .to(ORDER)
                .removeHeaders("*")
                .removeProperties("*", "CamelExceptionCaught")
                .to(ORDER)
                .process(this::fail);
        order(enclosed("enclosedLoop", 3, LoopDefinition.class).loop(3)).end().process(this::fail);
        order(enclosed("enclosedLoopCopy", 3, LoopDefinition.class).loop(3).copy())
                .end()
                .process(this::fail);
        redeliverable(
                enclosed("enclosedMulticast", 3, MulticastDefinition.class),
                way -> way.multicast().stopOnException().to(ORDER, ORDER, ORDER, FLAKY));
        enclosed("enclosedMulticastParallel", 2, MulticastDefinition.class)
                .multicast()
                .parallelProcessing()
                .to(ORDER, ORDER)
                .end()
                .process(this::fail);
        redeliverable(
                order(enclosed("enclosedMulticastAfterOrder", 3, MulticastDefinition.class)),
                way -> way.multicast().stopOnException().to(ORDER, ORDER, FLAKY));
        enclosed("enclosedRecipientList", 2, RecipientListDefinition.class)
                .recipientList(constant(String.join(",", ORDER, ORDER, FLAKY)))
                .stopOnException();
        enclosed("enclosedSplit", 3, SplitDefinition.class)
                .split(constant("1,2,3"), ",")
                .stopOnException()
                .to(ORDER)
                .process(this::fail);
        enclosed("enclosedSplitInSplit", 4, SplitDefinition.class)
                .split(constant("1,2"), ",")
                .stopOnException()
                .split(constant("1,2"), ",")
                .to(ORDER)
                .end()
                .process(this::fail);
        enclosed("enclosedSplitParallel", 3, SplitDefinition.class)
                .split(constant("1,2,3"), ",")
                .parallelProcessing()
                .to(ORDER)
                .end()
                .process(this::fail);
        enclosed("enclosedEnrich", 2, EnrichDefinition.class)
                .enrich(ORDER)
                .enrich(ORDER, (old, other) -> old)
                .process(this::fail);
        enclosed("enclosedSlip", 2, RoutingSlipDefinition.class)
                .routingSlip(constant(String.join(",", ORDER, ORDER, FLAKY)));
        enclosed("enclosedTap", 1, WireTapDefinition.class).wireTap(ORDER).end().process(this::failOnceToldOf);
        enclosed("enclosedSeda", 1, ToDefinition.class).to(ExchangePattern.InOut, "seda:orderThenFail");
        from("seda:orderThenFail").errorHandler(noErrorHandler()).to(ORDER, FLAKY);
    }

    /** Not before the tap's order is answered, so that its repetition is one for sure. */
    private void failOnceToldOf(Exchange exchange) {
        await().until(() -> !told.isEmpty());
        fail(exchange);
    }

    private void byItself() {
        flakyBetween(redelivering(EipCase.of("flakyBetween", 2, ToDefinition.class)), ORDER);
        flakyInLoop(
                redelivering(EipCase.of("flakyInLoop", 3, LoopDefinition.class)).loop(3));
        flakyInLoop(redelivering(EipCase.of("flakyInLoopCopy", 3, LoopDefinition.class))
                .loop(3)
                .copy());
        redelivering(EipCase.of("flakyInLoopForgetting", 3, LoopDefinition.class))
                .loop(3)
                .to(ORDER)
                .removeHeaders("*")
                .process(this::fail);
        redelivering(EipCase.of("flakyInSplit", 3, SplitDefinition.class))
                .split(constant("1,2,3"), ",")
                .to(ORDER)
                .process(this::fail);
        redelivering(EipCase.of("flakyAfterSplit", 4, SplitDefinition.class))
                .loop(2)
                .split(constant("1,2"), ",")
                .to(ORDER)
                .end()
                .process(this::fail);
        redelivering(EipCase.of("flakyBetweenSlips", 4, RoutingSlipDefinition.class))
                .routingSlip(constant(String.join(",", ORDER, ORDER)))
                .end()
                .process(this::fail)
                .routingSlip(constant(String.join(",", ORDER, ORDER)));
    }

    private void flakyBetween(RouteDefinition route, String order) {
        route.to(order).process(this::fail).to(order);
    }

    private void flakyInLoop(ProcessorDefinition<?> loop) {
        loop.to(ORDER).process(this::fail);
    }
}
