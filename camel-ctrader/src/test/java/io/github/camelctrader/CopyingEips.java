package io.github.camelctrader;

import java.util.Objects;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.model.ClaimCheckDefinition;
import org.apache.camel.model.ClaimCheckOperation;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.LoadBalanceDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RemovePropertiesDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** EIPs that copy, repeat, split and enrich, while nothing fails. */
final class CopyingEips extends EipRoutes {
    private static final String THREE = "1,2,3";

    CopyingEips(EipRoutes shared) {
        super(shared);
    }

    @Override
    public void configure() {
        loops();
        branches();
        splits();
        enrichers();
        routers();
        others();
    }

    private void loops() {
        order(route(EipCase.of("loop", 3, LoopDefinition.class)).loop(3));
        order(route(EipCase.of("loopCopy", 3, LoopDefinition.class)).loop(3).copy());
        order(route(EipCase.of("loopDoWhile", 3, LoopDefinition.class))
                .loopDoWhile(exchange -> rounds(exchange) < 3)
                .process(exchange -> exchange.setProperty("rounds", rounds(exchange) + 1)));
        order(route(EipCase.of("loopInLoop", 4, LoopDefinition.class))
                .loop(2)
                .copy()
                .loop(2)
                .copy());
        order(route(EipCase.of("loopThatForgets", 3, RemovePropertiesDefinition.class))
                .loop(3)
                .removeHeaders("*")
                .removeProperties("*"));
    }

    private static int rounds(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty("rounds", 0, Integer.class));
    }

    private void branches() {
        order(order(route(EipCase.of("multicast", 4, MulticastDefinition.class)))
                .multicast()
                .to(ORDER, ORDER)
                .end());
        order(route(EipCase.of("multicastParallel", 4, MulticastDefinition.class))
                .multicast()
                .parallelProcessing()
                .streaming()
                .parallelAggregate()
                .to(ORDER, ORDER, ORDER)
                .end());
        order(route(EipCase.of("multicastTimeout", 3, MulticastDefinition.class))
                .multicast(new UseLatestAggregationStrategy())
                .parallelProcessing()
                .timeout(20_000)
                .shareUnitOfWork()
                .to(ORDER, ORDER)
                .end());
        route(EipCase.of("multicastOfPipelines", 4, PipelineDefinition.class))
                .multicast()
                .pipeline()
                .to(ORDER)
                .to(ORDER)
                .end()
                .pipeline()
                .to(ORDER)
                .to(ORDER);
        order(order(route(EipCase.of("recipientList", 5, RecipientListDefinition.class)))
                .recipientList(constant(String.join(",", ORDER, ORDER, ORDER)))
                .end());
        route(EipCase.of("recipientListParallel", 3, RecipientListDefinition.class))
                .recipientList(constant(String.join(",", ORDER, ORDER, ORDER)))
                .parallelProcessing();
        order(order(route(EipCase.of("wireTap", 4, WireTapDefinition.class)))
                .wireTap(ORDER)
                .end()
                .wireTap("direct:${header.none}order")
                .copy(false)
                .dynamicUri(true));
        route(EipCase.of("loadBalance", 3, LoadBalanceDefinition.class))
                .loadBalance()
                .topic()
                .to(ORDER, ORDER, ORDER);
        route(EipCase.of("loadBalanceRoundRobin", 4, LoadBalanceDefinition.class))
                .loop(4)
                .copy()
                .loadBalance()
                .roundRobin()
                .to(ORDER, ORDER);
        route(EipCase.of("failoverWithoutFailure", 2, LoadBalanceDefinition.class))
                .loop(2)
                .loadBalance()
                .failover()
                .to(ORDER, ORDER);
    }

    private void splits() {
        AggregationStrategy newest = (before, next) -> next;
        order(order(route(EipCase.of("split", 5, SplitDefinition.class)))
                .setBody(constant(THREE))
                .split(body().tokenize(","), newest)
                .to(ORDER)
                .end());
        order(route(EipCase.of("splitOriginal", 4, SplitDefinition.class))
                .split(constant(THREE), ",")
                .to(ORDER)
                .end());
        order(route(EipCase.of("splitParallel", 4, SplitDefinition.class))
                .split(constant(THREE), ",")
                .parallelProcessing()
                .streaming()
                .to(ORDER)
                .end());
        order(route(EipCase.of("splitInSplit", 5, SplitDefinition.class))
                .split(constant("1,2"), ",")
                .shareUnitOfWork()
                .setBody(constant("1,2"))
                .split(body().tokenize(","), newest)
                .to(ORDER)
                .end()
                .end());
    }

    private void enrichers() {
        order(order(route(EipCase.of("enrich", 3, EnrichDefinition.class))).enrich(ORDER));
        order(order(route(EipCase.of("enrichAggregating", 4, EnrichDefinition.class)))
                .enrich(ORDER, (old, other) -> other)
                .enrich(ORDER, CopyingEips::takeMessageOnly, false, true));
        order(order(route(EipCase.of("pollEnrich", 2, PollEnrichDefinition.class)))
                .to(ExchangePattern.InOnly, "seda:polled")
                .pollEnrich("seda:polled", 10_000));
        order(order(route(EipCase.of("poll", 2, PollDefinition.class)))
                .to(ExchangePattern.InOnly, "seda:polledToo")
                .poll("seda:polledToo", 10_000));
        order(route(EipCase.of("claimCheck", 3, ClaimCheckDefinition.class))
                .to(ORDER)
                .claimCheck(ClaimCheckOperation.Push)
                .to(ORDER)
                .claimCheck(ClaimCheckOperation.Pop));
    }

    /** As strategies do that want the answer in the old exchange: its properties stay behind. */
    private static Exchange takeMessageOnly(@Nullable Exchange old, @Nullable Exchange other) {
        Exchange original = Objects.requireNonNull(old);
        original.setMessage(Objects.requireNonNull(other).getMessage().copy());
        return original;
    }

    private void routers() {
        order(route(EipCase.of("routingSlip", 4, RoutingSlipDefinition.class))
                .routingSlip(constant(String.join(",", ORDER, ORDER, ORDER)))
                .end());
        order(route(EipCase.of("dynamicRouter", 3, DynamicRouterDefinition.class))
                .dynamicRouter(new ExpressionAdapter() {
                    @Override
                    public @Nullable Object evaluate(Exchange exchange) {
                        return twice(exchange);
                    }
                })
                .end());
        order(route(EipCase.of("to", 3, ToDefinition.class)).to(ORDER).to(ORDER));
        order(route(EipCase.of("toD", 3, ToDynamicDefinition.class))
                .loop(2)
                .process(EipRoutes::want)
                .toD(PRODUCER, -1)
                .process(this::note)
                .end());
    }

    private static @Nullable Object twice(Exchange exchange) {
        int calls = Objects.requireNonNull(exchange.getProperty("calls", 0, Integer.class));
        exchange.setProperty("calls", calls + 1);
        return calls < 2 ? ORDER : null;
    }

    private void others() {
        order(order(route(EipCase.of("sedaInOut", 3, ToDefinition.class))).to(ExchangePattern.InOut, "seda:sedaOrder"));
        order(order(route(EipCase.of("sedaInOnly", 3, ToDefinition.class)))
                .to(ExchangePattern.InOnly, "seda:sedaOrder"));
        from("seda:sedaOrder").errorHandler(noErrorHandler()).to(ORDER);
    }
}
