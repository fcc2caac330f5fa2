package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.OrderOptions;
import java.time.Duration;
import org.apache.camel.support.DefaultPooledExchange;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of an exchange, which jumps where exchanges are pooled, takes no time from an order. */
class ExchangeClockTest {
    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel();

    @ParameterizedTest(name = "created {0} ms after 1970")
    @ValueSource(longs = {0, 1, 1_000_000_000_000L, 9_000_000_000_000L})
    void anOrderHasAllOfItsTimeWhateverTheClockOfItsExchangeSays(long created) {
        DefaultPooledExchange exchange = new DefaultPooledExchange(camel.context);
        if (created > 0) {
            exchange.reset(created);
        }
        exchange.getIn().setBody(SampleOrders.market(1000));
        camel.context
                .createProducerTemplate()
                .send("ctrader:demo?messageType=NewOrderReq&accountId=7&orderTimeout=7s", exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(camel.client().orders).extracting(OrderOptions::timeout).containsExactly(Duration.ofSeconds(7));
    }
}
