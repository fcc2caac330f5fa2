package io.github.camelctrader;

import io.github.camelctrader.benchmarks.Samples;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.header.EventMessage;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An event becomes an exchange: body and headers. The exchange itself is measured alone too, to be taken off. */
@State(Scope.Thread)
public class HeadersBenchmark {
    private final CamelContext context = new DefaultCamelContext();
    private final ClientEvent quote = Samples.quoteEvent();
    private final ClientEvent execution = Samples.executionEvent();

    @Setup
    public void start() {
        context.start();
    }

    @Benchmark
    public Exchange bareExchange() {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(quote.body());
        return exchange;
    }

    @Benchmark
    public Exchange quote() {
        return filled(quote);
    }

    @Benchmark
    public Object quoteAndOneHeader() {
        return filled(quote).getIn().getHeader(CTraderConstants.BID);
    }

    @Benchmark
    public Map<String, Object> quoteAndAllHeaders() {
        return filled(quote).getIn().getHeaders();
    }

    @Benchmark
    public Map<String, Object> executionAndAllHeaders() {
        return filled(execution).getIn().getHeaders();
    }

    private Exchange filled(ClientEvent event) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setIn(new EventMessage(context, Environment.DEMO, event));
        return exchange;
    }
}
