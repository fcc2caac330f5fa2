package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** The least that a consumer of Camel can do: an exchange for each quote on the thread that read it, without headers. */
final class BareRoute implements Subject {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final LongAdder taken = new LongAdder();

    BareRoute(Pump pump) throws Exception {
        context.addComponent("bare", new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                return new BareEndpoint(uri, this, pump);
            }
        });
        context.getShutdownStrategy().setTimeout(5);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("bare:quotes").process(exchange -> {
                    Arrivals.seen((ProtoOASpotEvent) exchange.getMessage().getBody());
                    taken.increment();
                });
            }
        });
        context.start();
    }

    @Override
    public long taken() {
        return taken.sum();
    }

    @Override
    public void close() {
        context.stop();
    }

    private static final class BareEndpoint extends DefaultEndpoint {
        private final Pump pump;

        private BareEndpoint(String uri, DefaultComponent component, Pump pump) {
            super(uri, component);
            this.pump = pump;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("Nothing is sent to it");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new BareConsumer(this, processor, pump);
        }
    }

    private static final class BareConsumer extends DefaultConsumer {
        private final Pump pump;
        private RawClient client;

        private BareConsumer(Endpoint endpoint, Processor processor, Pump pump) {
            super(endpoint, processor);
            this.pump = pump;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            client = new RawClient(pump, this::take);
        }

        private void take(ProtoOASpotEvent spot) {
            Exchange exchange = createExchange(true);
            exchange.getIn().setBody(spot);
            AsyncCallback callback = defaultConsumerCallback(exchange, true);
            getAsyncProcessor().process(exchange, callback);
        }

        @Override
        protected void doStop() throws Exception {
            client.close();
            super.doStop();
        }
    }
}
