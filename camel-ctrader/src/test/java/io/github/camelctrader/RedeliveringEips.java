package io.github.camelctrader;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.LoadBalanceDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;

/** Orders whose outcome is unknown to the first attempt, and what Camel does about it. */
final class RedeliveringEips extends EipRoutes {
    RedeliveringEips(EipRoutes shared) {
        super(shared);
    }

    private static EipCase inDoubt(String name, int wanted, Class<?>... eips) {
        return EipCase.of(name, wanted, eips).startingInDoubt();
    }

    @Override
    public void configure() {
        producers();
        newExchanges();
        handlers();
        retries();
    }

    private void producers() {
        redelivering(inDoubt("redelivered", 1, ToDefinition.class))
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        redelivering(inDoubt("redeliveredToD", 1, ToDynamicDefinition.class))
                .process(EipRoutes::want)
                .toD(HASTY, -1)
                .process(this::note);
        redelivering(inDoubt("redeliveredSub", 1, ToDynamicDefinition.class)).to("direct:subToD");
        sub("subToD").process(EipRoutes::want).toD(HASTY, -1).process(this::note);
        redelivering(inDoubt("redeliveredBean", 1, BeanDefinition.class))
                .bean((Processor) RedeliveringEips::sendAsBeansDo)
                .process(this::note);
        redelivering(inDoubt("redeliveredProcessor", 1, ProcessDefinition.class))
                .process(RedeliveringEips::sendAsBeansDo)
                .process(this::note);
        redelivering(inDoubt("redeliveredInALoop", 3, LoopDefinition.class))
                .loop(3)
                .removeHeaders("*")
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        redelivering(inDoubt("redeliveredInASplit", 3, SplitDefinition.class))
                .split(constant("1,2,3"), ",")
                .parallelProcessing()
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
    }

    /** With a template of its own, which makes a producer of its own. */
    private static void sendAsBeansDo(Exchange exchange) throws Exception {
        want(exchange);
        try (var template = exchange.getContext().createProducerTemplate()) {
            template.send(HASTY, exchange);
        }
    }

    private void newExchanges() {
        redelivering(inDoubt("redeliveredEnrich", 1, EnrichDefinition.class)).enrich(HASTY_ORDER);
        redelivering(inDoubt("redeliveredEnrichDirectly", 1, EnrichDefinition.class))
                .process(EipRoutes::want)
                .enrich(HASTY)
                .process(this::note);
        redelivering(inDoubt("redeliveredEnrichSharing", 1, EnrichDefinition.class))
                .enrich(HASTY_ORDER, (old, other) -> other, false, true);
        redelivering(inDoubt("redeliveredEnrichOfSplits", 4, SplitDefinition.class))
                .enrich("direct:hastyItems");
        sub("hastyItems")
                .split(constant("1,2"), ",")
                .stopOnException()
                .split(constant("1,2"), ",")
                .stopOnException()
                .to(HASTY_ORDER)
                .end()
                .end();
        redelivering(inDoubt("redeliveredSeda", 1, ToDefinition.class)).to(ExchangePattern.InOut, "seda:hastyOrder");
        from("seda:hastyOrder").errorHandler(noErrorHandler()).to(HASTY_ORDER);
        redelivering(inDoubt("redeliveredReplaced", 1, CatchDefinition.class)).enrich("direct:replacing");
        sub("replacing")
                .doTry()
                .to(HASTY_ORDER)
                .doCatch(Exception.class)
                .process(exchange -> {
                    throw new IllegalStateException("Says nothing of its cause");
                })
                .end();
    }

    private void handlers() {
        route(inDoubt("deadLetter", 1, ToDefinition.class))
                .errorHandler(deadLetterChannel("mock:dead")
                        .maximumRedeliveries(20)
                        .redeliveryDelay(1)
                        .asyncDelayedRedelivery())
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        route(inDoubt("retryWhile", 1, OnExceptionDefinition.class))
                .errorHandler(defaultErrorHandler())
                .onException(Exception.class)
                .retryWhile(exchange -> true)
                .redeliveryDelay(0)
                .end()
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        order(route(inDoubt("continued", 2, OnExceptionDefinition.class).telling(1))
                .errorHandler(defaultErrorHandler())
                .onException(Exception.class)
                .continued(true)
                .end()
                .process(EipRoutes::want)
                .to(HASTY));
        order(order(route(inDoubt("handled", 2, OnExceptionDefinition.class).telling(1))
                        .errorHandler(defaultErrorHandler())
                        .onException(Exception.class)
                        .handled(true)
                        .useOriginalMessage())
                .end()
                .process(EipRoutes::want)
                .to(HASTY));
    }

    private void retries() {
        route(inDoubt("tryAgainInALoop", 1, TryDefinition.class))
                .loopDoWhile(exchange -> told.isEmpty())
                .doTry()
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note)
                .doCatch(Exception.class)
                .end();
        route(inDoubt("failover", 1, LoadBalanceDefinition.class))
                .process(EipRoutes::want)
                .loadBalance()
                .failover(20, false, true)
                .to(HASTY, HASTY + "&orderReply=final")
                .end()
                .process(this::note);
        route(inDoubt("failoverToItself", 1, LoadBalanceDefinition.class))
                .loadBalance()
                .failover(20, false, true)
                .to(HASTY_ORDER)
                .end();
    }
}
