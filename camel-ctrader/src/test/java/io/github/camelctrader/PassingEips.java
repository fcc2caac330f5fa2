package io.github.camelctrader;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SamplingDefinition;
import org.apache.camel.model.SortDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** EIPs that let a message wait, change its thread, or choose what it comes to. */
final class PassingEips extends EipRoutes {
    PassingEips(EipRoutes shared) {
        super(shared);
    }

    @Override
    public void configure() {
        waits();
        choices();
        blocks();
    }

    private void waits() {
        order(route(EipCase.of("aggregate", 3, AggregateDefinition.class))
                .split(constant("1,2"), ",")
                .to(ORDER)
                .aggregate(constant(true), new UseLatestAggregationStrategy())
                .completionSize(2));
        order(order(
                route(EipCase.of("delay", 2, DelayDefinition.class)).delay(1).asyncDelayed()));
        order(order(route(EipCase.of("threads", 3, ThreadsDefinition.class)))
                .threads(2)
                .loop(2));
        order(order(route(EipCase.of("throttle", 2, ThrottleDefinition.class)))
                .throttle(1)
                .asyncDelayed());
        order(order(route(EipCase.of("resequence", 3, ResequenceDefinition.class))
                        .split(constant("1,2"), ","))
                .resequence(body())
                .timeout(10)
                .process(this::fail)
                .filter(exchange -> calls.get() == 2));
        order(order(route(EipCase.of("sort", 2, SortDefinition.class))).sort(body().tokenize(",")));
        order(order(route(EipCase.of("sample", 2, SamplingDefinition.class))).sample(1));
    }

    private void choices() {
        order(order(order(route(EipCase.of(
                                        "choice",
                                        2,
                                        ChoiceDefinition.class,
                                        WhenDefinition.class,
                                        OtherwiseDefinition.class))
                                .choice()
                                .when(exchange -> true))
                        .endChoice()
                        .otherwise())
                .end());
        order(order(route(EipCase.of("filter", 2, FilterDefinition.class)).filter(exchange -> true))
                .end());
        order(order(route(EipCase.of("validate", 2, ValidateDefinition.class))).validate(exchange -> true));
        order(route(EipCase.of("idempotentConsumer", 1, IdempotentConsumerDefinition.class))
                .loop(2)
                .idempotentConsumer(constant("same"), MemoryIdempotentRepository.memoryIdempotentRepository()));
    }

    private void blocks() {
        order(order(order(route(EipCase.of(
                                        "doTry",
                                        3,
                                        TryDefinition.class,
                                        CatchDefinition.class,
                                        FinallyDefinition.class))
                                .doTry())
                        .process(this::fail)
                        .doCatch(IllegalStateException.class))
                .doFinally());
        order(order(route(EipCase.of("step", 2, StepDefinition.class)).step("a"))
                .end());
        order(order(route(EipCase.of("onCompletion", 2, OnCompletionDefinition.class))
                        .onCompletion())
                .end());
        order(order(route(EipCase.of("saga", 2, SagaDefinition.class)).saga()));
        order(route(EipCase.of("policy", 2, PolicyDefinition.class)).policy(new Twice(false)));
        route(EipCase.of("policyThatTriesAgain", 1, PolicyDefinition.class).startingInDoubt())
                .policy(new Twice(true))
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        route(EipCase.of("bean", 2, BeanDefinition.class))
                .bean((Processor) PassingEips::askTwice)
                .process(exchange -> {});
    }

    /** Two new messages, without a thread to the exchange that the bean was called with. */
    private static void askTwice(Exchange exchange) throws Exception {
        try (var template = exchange.getContext().createProducerTemplate()) {
            template.requestBody(ORDER, "");
            template.requestBody(ORDER, "");
        }
    }

    /** Lets the exchange through a second time: always, or until it does not fail. */
    private record Twice(boolean untilItWorks) implements Policy {
        @Override
        public void beforeWrap(Route route, NamedNode definition) {
            // Nothing to prepare.
        }

        @Override
        public Processor wrap(Route route, Processor processor) {
            return exchange -> {
                processor.process(exchange);
                while (untilItWorks && exchange.getException() != null) {
                    exchange.setException(null);
                    processor.process(exchange);
                }
                if (!untilItWorks) {
                    processor.process(exchange);
                }
            };
        }
    }
}
