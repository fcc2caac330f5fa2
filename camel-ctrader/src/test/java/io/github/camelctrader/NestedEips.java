package io.github.camelctrader;

import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.jspecify.annotations.Nullable;

/** EIPs within EIPs, of which an outer one is redelivered. */
final class NestedEips extends EipRoutes {
    static final String TEMPLATE = "orderTemplate";
    private static final String VISITS = "visits";
    private static final String TWO = "1,2";

    NestedEips(EipRoutes shared) {
        super(shared);
    }

    /** The sub-route of a case that redelivers the whole of it. */
    private RouteDefinition enclosed(EipCase about) {
        redelivering(about).to("direct:" + about.name() + "Sub");
        return sub(about.name() + "Sub");
    }

    private static EipCase inDoubt(String name, int wanted, Class<?>... eips) {
        return EipCase.of(name, wanted, eips).startingInDoubt();
    }

    @Override
    public void configure() throws Exception {
        copies();
        visits();
        handlers();
        beans();
        template();
    }

    private void copies() {
        redelivering(inDoubt("redeliveredEnrichOfMulticast", 2, MulticastDefinition.class))
                .enrich("direct:hastyBranches");
        redeliverable(
                sub("hastyBranches"), way -> way.multicast().stopOnException().to(HASTY_ORDER, HASTY_ORDER));
        enclosed(inDoubt("redeliveredParallelSplit", 3, SplitDefinition.class))
                .split(constant("1,2,3"), ",")
                .stopOnException()
                .parallelProcessing()
                .to(HASTY_ORDER);
        order(enclosed(EipCase.of("enclosedLoopInSplit", 5, SplitDefinition.class, LoopDefinition.class))
                .split(constant(TWO), ",")
                .stopOnException()
                .loop(2)
                .to(ORDER)
                .end()
                .process(this::fail)
                .end());
        order(enclosed(EipCase.of("enclosedSplitInLoop", 5, SplitDefinition.class, LoopDefinition.class))
                .loop(2)
                .split(constant(TWO), ",")
                .stopOnException()
                .to(ORDER)
                .end()
                .process(this::fail)
                .end());
        order(enclosed(EipCase.of("enclosedSwap", 3, MulticastDefinition.class))
                        .multicast(new UseLatestAggregationStrategy())
                        .to(ORDER, ORDER)
                        .end())
                .process(this::fail);
        order(redeliverable(
                enclosed(inDoubt("redeliveredSwap", 3, MulticastDefinition.class)),
                way -> way.multicast((old, next) -> next).stopOnException().to(HASTY_ORDER, HASTY_ORDER)));
        redelivering(inDoubt("redeliveredSedaOfSplit", 3, ToDefinition.class))
                .to(ExchangePattern.InOut, "seda:hastySplit");
        from("seda:hastySplit?concurrentConsumers=2")
                .errorHandler(noErrorHandler())
                .split(constant("1,2,3"), ",")
                .stopOnException()
                .to(HASTY_ORDER);
        enclosed(inDoubt("redeliveredEnrichInEnrich", 2, EnrichDefinition.class))
                .enrich("direct:enrichTwice");
        sub("enrichTwice").enrich(HASTY_ORDER).enrich(HASTY_ORDER);
    }

    private void visits() {
        enclosed(inDoubt("enclosedRecipientsAlike", 2, RecipientListDefinition.class))
                .process(EipRoutes::want)
                .recipientList(constant(HASTY + "," + HASTY), ",")
                .stopOnException()
                .aggregationStrategy(this::noteEach)
                .end();
        enclosed(inDoubt("enclosedThreeVisits", 3, DynamicRouterDefinition.class))
                .removeProperty(VISITS)
                .dynamicRouter(visits(HASTY_ORDER))
                .end();
        enclosed(EipCase.of("failingThreeVisits", 3, DynamicRouterDefinition.class))
                .removeProperty(VISITS)
                .dynamicRouter(visits(ORDER))
                .end()
                .process(this::fail);
        redelivering(inDoubt("redeliveredIdempotent", 1, IdempotentConsumerDefinition.class))
                .loop(2)
                .idempotentConsumer(constant("same"), MemoryIdempotentRepository.memoryIdempotentRepository())
                .to(HASTY_ORDER);
    }

    private Exchange noteEach(@Nullable Exchange old, @Nullable Exchange next) {
        Exchange last = Objects.requireNonNull(next);
        if (last.getException() == null) {
            note(last);
        }
        return last;
    }

    /** Three visits, counted in a property, which the redelivered sub-route starts anew. */
    private static ExpressionAdapter visits(String to) {
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                int visits = Objects.requireNonNull(exchange.getProperty(VISITS, 0, Integer.class));
                exchange.setProperty(VISITS, visits + 1);
                return visits < 3 ? to : null;
            }
        };
    }

    private void handlers() {
        order(route(EipCase.of("handlerToD", 3, OnExceptionDefinition.class))
                        .errorHandler(defaultErrorHandler())
                        .onException(IllegalStateException.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(0)
                        .handled(true)
                        .process(EipRoutes::want)
                        .toD(PRODUCER, -1)
                        .process(this::note)
                        .process(EipRoutes::want)
                        .toD(PRODUCER, -1)
                        .process(this::note)
                        .end())
                .throwException(new IllegalStateException("always"));
        route(inDoubt("handlerInDoubt", 2, OnExceptionDefinition.class).telling(1))
                .errorHandler(defaultErrorHandler())
                .onException(Exception.class)
                .handled(true)
                .process(EipRoutes::want)
                .toD(HASTY, -1)
                .process(this::note)
                .end()
                .process(EipRoutes::want)
                .toD(HASTY, -1);
        route(inDoubt("catchWithSame", 2, CatchDefinition.class).telling(1))
                .doTry()
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note)
                .doCatch(Exception.class)
                .process(EipRoutes::want)
                .to(PRODUCER)
                .process(this::note)
                .end();
        route(EipCase.of("catchAfterOrder", 2, CatchDefinition.class))
                .doTry()
                .to(ORDER)
                .to(FLAKY)
                .doCatch(IllegalStateException.class)
                .to(ORDER)
                .end();
        route(inDoubt("completionInDoubt", 2, OnCompletionDefinition.class))
                .errorHandler(redelivery())
                .onCompletion()
                .to(HASTY_ORDER)
                .end()
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        enclosed(inDoubt("enclosedSaga", 2, SagaDefinition.class))
                .saga()
                .to(HASTY_ORDER)
                .to(HASTY_ORDER);
    }

    private void beans() {
        redelivering(inDoubt("beanSendsExchange", 2, BeanDefinition.class)).bean((Processor) this::sendTwice);
        redelivering(inDoubt("beanAsksInDoubt", 2, BeanDefinition.class).telling(1))
                .bean((Processor) NestedEips::ask);
        redelivering(EipCase.of("beanFailsAfterSend", 1, BeanDefinition.class)).bean((Processor) this::sendThenFail);
    }

    private void sendThenFail(Exchange exchange) throws Exception {
        want(exchange);
        try (var template = exchange.getContext().createProducerTemplate()) {
            template.send(PRODUCER, exchange);
        }
        note(exchange);
        fail(exchange);
    }

    private void sendTwice(Exchange exchange) throws Exception {
        try (var template = exchange.getContext().createProducerTemplate()) {
            for (int i = 0; i < 2; i++) {
                EipRoutes.want(exchange);
                template.send(HASTY, exchange);
                if (exchange.getException() != null) {
                    return;
                }
                note(exchange);
            }
        }
    }

    /** Another message at each attempt: nothing tells that it is for the same order, as the page says. */
    private static void ask(Exchange exchange) throws Exception {
        try (var template = exchange.getContext().createProducerTemplate()) {
            template.requestBody(HASTY_ORDER, "");
        }
    }

    private void template() {
        routeTemplate(TEMPLATE)
                .templateParameter("name")
                .from("direct:{{name}}")
                .errorHandler(noErrorHandler())
                .to(ORDER);
        cases.add(EipCase.of("routeTemplate", 2, RouteTemplateDefinition.class));
        order(from("direct:routeTemplate")
                .routeId("routeTemplate")
                .errorHandler(noErrorHandler())
                .to("direct:byTemplate"));
    }
}
