package io.github.camelctrader;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Retryability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which routes of the chaos send orders. Each expects its order as the body and its mark as a header, sends as many
 * orders as {@link #WANTED} says, and repeats what may be repeated by Camel's redelivery.
 */
final class ChaosRoutes extends RouteBuilder {
    static final String NEW_ORDER = "ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT;
    static final String CLOSE = "ctrader:demo?messageType=ClosePositionReq&accountId=" + SimulatorCamel.ACCOUNT;
    static final String AMEND = "ctrader:demo?messageType=AmendPositionSLTPReq&accountId=" + SimulatorCamel.ACCOUNT;

    /** The routes, with how many orders each sends. */
    static final Map<String, Integer> WANTED = Map.ofEntries(
            Map.entry("direct:plain", 1),
            Map.entry("direct:multicast", 3),
            Map.entry("direct:around", 3),
            Map.entry("direct:loop", 3),
            Map.entry("direct:split", 3),
            Map.entry("direct:toD", 1),
            Map.entry("direct:seda", 1),
            Map.entry("direct:enrich", 1),
            Map.entry("direct:threads", 2),
            Map.entry("direct:sub", 1),
            Map.entry("direct:wireTap", 2));

    private static final int ATTEMPTS = 20;
    private static final String ORDER = "order";

    private final ChaosAnswers answers;

    ChaosRoutes(ChaosAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void configure() {
        onException(CTraderException.class)
                .onWhen(ChaosRoutes::mayBeRepeated)
                .maximumRedeliveries(ATTEMPTS)
                .redeliveryDelay(100)
                .handled(true)
                .process(answers::failed);
        onException(Exception.class).handled(true).process(answers::failed);

        from("direct:plain").to(NEW_ORDER).process(answers::told);
        from("direct:multicast").multicast().parallelProcessing().to("direct:plain", "direct:toD", "direct:seda");
        from("direct:around")
                .setProperty(ORDER, body())
                .to(NEW_ORDER)
                .process(answers::told)
                .setBody(exchangeProperty(ORDER))
                .multicast((old, fresh) -> fresh)
                .to("direct:plain")
                .end()
                .setBody(exchangeProperty(ORDER))
                .to(NEW_ORDER)
                .process(answers::told);
        from("direct:loop").loop(3).copy().to(NEW_ORDER).process(answers::told);
        from("direct:split")
                .setProperty(ORDER, body())
                .split(constant(List.of(1, 2, 3)), ChaosRoutes::another)
                .parallelProcessing()
                .setBody(exchangeProperty(ORDER))
                .to(NEW_ORDER)
                .process(answers::told);
        from("direct:toD").toD(NEW_ORDER + "&orderReply=${header.reply}", -1).process(answers::told);
        from("direct:seda").to("seda:orders?waitForTaskToComplete=Always&timeout=0");
        from("seda:orders?concurrentConsumers=8").to(NEW_ORDER).process(answers::told);
        from("direct:enrich").enrich(NEW_ORDER).process(answers::told);
        from("direct:threads")
                .setProperty(ORDER, body())
                .threads(4, 8)
                .to(NEW_ORDER)
                .process(answers::told)
                .setBody(exchangeProperty(ORDER))
                .to("direct:plain");
        from("direct:sub").toD("direct:${header.sub}", -1);
        from("direct:below").errorHandler(noErrorHandler()).toD(NEW_ORDER, -1).process(answers::told);
        from("direct:wireTap").wireTap("direct:plain").to(NEW_ORDER).process(answers::told);

        from("direct:close").to(CLOSE).process(answers::told);
        from("direct:stopLoss").to(AMEND).process(answers::told);
        from("direct:takeProfit").toD(AMEND, -1).process(answers::told);
    }

    private static boolean mayBeRepeated(Exchange exchange) {
        CTraderException failure = exchange.getException(CTraderException.class);
        return failure != null
                && !(failure instanceof AuthenticationException)
                && failure.getRetryability() != Retryability.AFTER_FIX;
    }

    private static Exchange another(@Nullable Exchange old, @Nullable Exchange fresh) {
        Exchange next = new DefaultExchange(Objects.requireNonNull(fresh).getContext());
        // What Camel did not let go on while it stops is the caller's to know.
        next.setException(old == null || old.getException() == null ? fresh.getException() : old.getException());
        return next;
    }
}
