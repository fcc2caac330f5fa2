package io.github.camelctrader;

import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TransactedDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** EIPs of Camel's core whose implementations are modules of their own: circuit breakers, kamelets and transactions. */
final class ModuleEips extends EipRoutes {
    private static final String KAMELET = "order-kamelet";
    private static final String HASTY_KAMELET = "hasty-order-kamelet";

    ModuleEips(EipRoutes shared) {
        super(shared);
    }

    /** What the routes need of their context. */
    static void prepare(DefaultCamelContext context) {
        context.addComponent("kamelet", new KameletComponent());
        context.getRegistry().bind("transactions", new SpringTransactionPolicy(new NoTransactions()));
    }

    private static EipCase inDoubt(String name, int wanted, Class<?>... eips) {
        return EipCase.of(name, wanted, eips).startingInDoubt();
    }

    /** The sub-route of a case that redelivers the whole of it. */
    private RouteDefinition enclosed(EipCase about) {
        redelivering(about).to("direct:" + about.name() + "Sub");
        return sub(about.name() + "Sub");
    }

    @Override
    public void configure() {
        breakers();
        breakersWithin();
        openBreakers();
        breakersInDoubt();
        kamelets();
        transactions();
    }

    private void breakers() {
        order(order(route(EipCase.of("breaker", 3, CircuitBreakerDefinition.class)))
                .circuitBreaker()
                .to(ORDER)
                .end());
        order(order(route(EipCase.of("breakerWithTimeout", 4, CircuitBreakerDefinition.class)))
                .circuitBreaker()
                .resilience4jConfiguration()
                .timeoutEnabled(true)
                .timeoutDuration(60_000)
                .end()
                .to(ORDER)
                .to(ORDER)
                .end());
        order(route(EipCase.of("breakerFallback", 2, CircuitBreakerDefinition.class))
                        .circuitBreaker()
                        .to(ORDER)
                        .to(FLAKY)
                        .onFallback())
                .end();
        // A fallback begins with the message from before the breaker, as a redelivery does.
        route(EipCase.of("breakerFallbackToTheSameNode", 1, CircuitBreakerDefinition.class))
                .circuitBreaker()
                .to(ORDER)
                .to(FLAKY)
                .onFallback()
                .to(ORDER)
                .end();
    }

    private void breakersWithin() {
        order(route(EipCase.of("breakerInLoop", 7, CircuitBreakerDefinition.class, LoopDefinition.class))
                .loop(3)
                .to(ORDER)
                .circuitBreaker()
                .to(ORDER)
                .end()
                .end());
        order(route(EipCase.of("breakerInSplit", 4, CircuitBreakerDefinition.class, SplitDefinition.class))
                .split(constant("1,2,3"), ",")
                .parallelProcessing()
                .circuitBreaker()
                .process(EipRoutes::want)
                .toD(PRODUCER, -1)
                .process(this::note)
                .end()
                .end());
        order(route(EipCase.of("breakerInMulticast", 4, CircuitBreakerDefinition.class))
                .multicast()
                .to("direct:broken", "direct:broken", "direct:broken")
                .end());
        sub("broken").circuitBreaker().to(ORDER).end();
    }

    private void openBreakers() {
        order(route(EipCase.of("breakerOpen", 4, CircuitBreakerDefinition.class))
                .loop(3)
                .circuitBreaker()
                .resilience4jConfiguration()
                .minimumNumberOfCalls(1)
                .slidingWindowSize(1)
                .end()
                .throwException(new IllegalStateException("opens the breaker"))
                .onFallback()
                .to(ORDER)
                .end()
                .end());
        // An open breaker without a fallback lets the exchange go on with the message as it was.
        route(EipCase.of("breakerRefuses", 3, CircuitBreakerDefinition.class))
                .loop(3)
                .doTry()
                .circuitBreaker()
                .resilience4jConfiguration()
                .minimumNumberOfCalls(1)
                .slidingWindowSize(1)
                .end()
                .to(ORDER)
                .throwException(new IllegalStateException("opens the breaker"))
                .end()
                .filter(exchangeProperty("CamelCircuitBreakerResponseRejected").isEqualTo(true))
                .to(ORDER)
                .endDoTry()
                .doCatch(IllegalStateException.class)
                .end()
                .end();
    }

    private void breakersInDoubt() {
        enclosed(inDoubt("doubtInBreaker", 1, CircuitBreakerDefinition.class))
                .circuitBreaker()
                .to(HASTY_ORDER);
        enclosed(inDoubt("doubtInBreakerToD", 2, CircuitBreakerDefinition.class, ToDynamicDefinition.class))
                .circuitBreaker()
                .process(EipRoutes::want)
                .toD(HASTY, -1)
                .process(this::note)
                .process(EipRoutes::want)
                .toD(HASTY, -1)
                .process(this::note);
        enclosed(inDoubt("doubtInBreakersOfSplit", 3, CircuitBreakerDefinition.class, SplitDefinition.class))
                .split(constant("1,2,3"), ",")
                .stopOnException()
                .circuitBreaker()
                .to(HASTY_ORDER)
                .end();
        enclosed(inDoubt("doubtInParallelBreakers", 3, CircuitBreakerDefinition.class, SplitDefinition.class))
                .split(constant("1,2,3"), ",")
                .parallelProcessing()
                .stopOnException()
                .circuitBreaker()
                .to(HASTY_ORDER)
                .end();
        enclosed(EipCase.of("flakyAfterBreaker", 3, CircuitBreakerDefinition.class, ToDefinition.class))
                .circuitBreaker()
                .to(ORDER)
                .to(ORDER)
                .end()
                .to(ORDER)
                .process(this::fail);
        enclosed(EipCase.of("flakyInBreakerInLoop", 3, CircuitBreakerDefinition.class, LoopDefinition.class))
                .loop(3)
                .circuitBreaker()
                .to(ORDER)
                .to(FLAKY)
                .end();
        route(inDoubt("breakerTriesAgainInALoop", 1, CircuitBreakerDefinition.class, TryDefinition.class))
                .loopDoWhile(exchange -> told.isEmpty())
                .doTry()
                .circuitBreaker()
                .to(HASTY_ORDER)
                .end()
                .endDoTry()
                .doCatch(Exception.class)
                .end();
        enclosed(inDoubt("fallbackWithIdOfUser", 1, CircuitBreakerDefinition.class))
                .setHeader(CTraderConstants.CLIENT_ORDER_ID, constant("of the user"))
                .circuitBreaker()
                .to(HASTY_ORDER)
                .onFallback()
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note)
                .end();
        order(route(inDoubt("fallbackInDoubt", 2, CircuitBreakerDefinition.class)
                        .telling(1))
                .circuitBreaker()
                .to(HASTY_ORDER)
                .onFallback()
                .process(exchange -> {})
                .end());
    }

    private void kamelets() {
        routeTemplate(KAMELET)
                .from("kamelet:source")
                .errorHandler(noErrorHandler())
                .to(ORDER);
        routeTemplate(HASTY_KAMELET)
                .from("kamelet:source")
                .errorHandler(noErrorHandler())
                .to(HASTY_ORDER)
                .to("kamelet:sink");
        order(order(route(EipCase.of("kamelet", 4, KameletDefinition.class)))
                .kamelet(KAMELET)
                .end()
                .to("kamelet:" + KAMELET + "/kameletSecond"));
        redelivering(inDoubt("kameletInDoubt", 1, KameletDefinition.class))
                .to("kamelet:" + HASTY_KAMELET + "/kameletAgain");
        order(enclosed(inDoubt("enclosedKamelet", 2, KameletDefinition.class))
                .kamelet(HASTY_KAMELET + "/kameletWithin"));
    }

    private void transactions() {
        cases.add(EipCase.of("transacted", 3, TransactedDefinition.class));
        order(order(from("direct:transacted").routeId("transacted").transacted("transactions"))
                .to(ORDER));
        cases.add(inDoubt("transactedInDoubt", 2, TransactedDefinition.class));
        from("direct:transactedInDoubt")
                .routeId("transactedInDoubt")
                .onException(Exception.class)
                .maximumRedeliveries(20)
                .redeliveryDelay(0)
                .end()
                .transacted("transactions")
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note)
                .process(EipRoutes::want)
                .to(HASTY)
                .process(this::note);
        route(EipCase.of("rolledBack", 2, TransactedDefinition.class))
                .loop(2)
                .doTry()
                .to("direct:rolledBackSub")
                .doCatch(Exception.class)
                .end()
                .end();
        from("direct:rolledBackSub")
                .routeId("rolledBackSub")
                .transacted("transactions")
                .to(ORDER)
                .throwException(new IllegalStateException("rolls back"));
    }

    /** Begins, commits and rolls back without a resource. */
    private static final class NoTransactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // Nothing to begin.
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // Nothing to commit.
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // Nothing to roll back.
        }
    }
}
