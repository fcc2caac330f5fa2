package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.CTraderConstants;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Routes of our component that count what they get, of ten symbols each. */
final class CamelRoutes implements Subject {
    private static final int QUEUE = 100_000;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final LongAdder taken = new LongAdder();
    private final boolean allHeaders;
    private final int copies;

    /** @param allHeaders whether the routes read all headers, or one */
    CamelRoutes(Pump pump, String slowConsumer, int consumers, int symbols, boolean allHeaders) throws Exception {
        this.allHeaders = allHeaders;
        CTraderComponent component = new CTraderComponent();
        CTraderConfiguration configuration = component.getConfiguration();
        configuration.setHost("localhost");
        configuration.setPort(pump.port());
        configuration.setSslContextParameters(Trust.of(pump));
        configuration.setClientId("benchmark");
        configuration.setClientSecret("benchmark");
        configuration.setAccessToken("benchmark");
        configuration.setRequestsPerSecond(PlainClient.REQUESTS_PER_SECOND);
        context.addComponent("ctrader", component);
        context.getShutdownStrategy().setTimeout(5);
        copies = Math.max(1, consumers * PlainClient.SYMBOLS_OF_EACH / symbols);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int consumer = 0; consumer < consumers; consumer++) {
                    from("ctrader:demo?accountId=" + Samples.ACCOUNT + "&eventTypes=Spot&slowConsumer=" + slowConsumer
                                    + "&queueSize=" + QUEUE + "&symbols="
                                    + String.join(",", PlainClient.symbolsOf(consumer, symbols)))
                            .process(CamelRoutes.this::count);
                }
            }
        });
        context.start();
        pump.awaitSubscribed(Math.min(consumers * PlainClient.SYMBOLS_OF_EACH, symbols));
    }

    private void count(Exchange exchange) {
        Message message = exchange.getMessage();
        Object conflated = allHeaders
                ? message.getHeaders().get(CTraderConstants.CONFLATED)
                : message.getHeader(CTraderConstants.CONFLATED);
        Arrivals.seen((ProtoOASpotEvent) message.getBody());
        taken.add(conflated == null ? 1 : (Integer) conflated);
    }

    @Override
    public long taken() {
        return taken.sum() / copies;
    }

    @Override
    public void close() {
        context.stop();
    }
}
