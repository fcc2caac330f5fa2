package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.AllocatedBytes;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.delivery.TestRecipient;
import io.github.camelctrader.header.EventMessage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/**
 * What a quote may allocate on its way to a route. All its headers need about 770 bytes beside the exchange, one needs about 300,
 * and none nearly nothing; all of them needed 1,600 when each field was looked up by name.
 */
class QuoteCostTest {
    private static final long ACCOUNT = 12_345_678;
    private static final long SYMBOL = 1_000;
    private static final ClientEvent QUOTE = ClientEvent.builder(
                    "SpotEvent",
                    ProtoOASpotEvent.newBuilder()
                            .setCtidTraderAccountId(ACCOUNT)
                            .setSymbolId(SYMBOL)
                            .setBid(108_512)
                            .setAsk(108_520)
                            .setTimestamp(1_790_000_000_000L)
                            .build())
            .payloadType(2131)
            .account(ACCOUNT)
            .symbol(SYMBOL, "EURUSD")
            .quote(new Quote(108_512L, 108_520L))
            .timestamp(1_790_000_000_000L)
            .build();

    @Test
    void theHeadersOfAQuoteAreCheap() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            long bare = AllocatedBytes.each(
                    () -> new DefaultExchange(context).getIn().setBody(QUOTE.body()));
            long unread = AllocatedBytes.each(() -> filled(context));
            long one = AllocatedBytes.each(() -> filled(context).getHeader(CTraderConstants.BID));
            long all = AllocatedBytes.each(() -> filled(context).getHeaders());
            assertThat(unread - bare).isLessThan(100);
            assertThat(one - bare).isLessThan(600);
            assertThat(all - bare).isLessThan(1_200);
        }
    }

    private static Message filled(CamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setIn(new EventMessage(context, Environment.DEMO, QUOTE));
        return exchange.getIn();
    }

    /** Nor does anybody pay for consumers of other symbols. */
    @Test
    void findingAConsumerAmongAThousandIsCheap() {
        Dispatcher<TestRecipient> dispatcher = TestRecipient.dispatcher();
        AtomicInteger taken = new AtomicInteger();
        for (int consumer = 0; consumer < 1_000; consumer++) {
            TestRecipient.add(dispatcher, interest(), event -> taken.incrementAndGet())
                    .symbols(ACCOUNT, Set.of(SYMBOL + consumer));
        }
        assertThat(AllocatedBytes.each(() -> dispatcher.publish(QUOTE))).isLessThan(100);
        assertThat(taken).hasValue(AllocatedBytes.RUNS);
    }

    private static EventInterest interest() {
        return new EventInterest(Set.of("spot"), Set.of(ACCOUNT), List.of("EURUSD"), true, SlowConsumer.CONFLATE, 10);
    }
}
