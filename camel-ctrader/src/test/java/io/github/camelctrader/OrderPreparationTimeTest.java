package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read before an order is sent has the time of one request, all together; then the order has its own. */
class OrderPreparationTimeTest {
    private static final ProtoOACancelOrderReq CANCEL = ProtoOACancelOrderReq.newBuilder()
            .setCtidTraderAccountId(7)
            .setOrderId(5)
            .build();
    private static final long READ_MILLIS = 20;

    private final ClientlessCamel camel = new ClientlessCamel();
    private final CompletableFuture<Reply> read = new CompletableFuture<>();
    private final CompletableFuture<Exchange> answered = new CompletableFuture<>();

    @BeforeEach
    void start() {
        camel.context.start();
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void anOrderThatIsReadyTooLateIsNotSent() throws Exception {
        sendAndReadSlowly("ctrader:demo?requestTimeout=" + READ_MILLIS + "ms");

        assertThat(answered.join().getException())
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("longer than requestTimeout = PT0.02S");
        assertThat(camel.client().orders).isEmpty();
    }

    @Test
    void anOrderHasAllItsTimeForItsAnswer() throws Exception {
        sendAndReadSlowly("ctrader:demo?orderTimeout=" + READ_MILLIS + "ms");

        assertThat(answered.join().getException()).isNull();
        assertThat(camel.client().orders)
                .singleElement()
                .satisfies(order -> assertThat(order.timeout()).isEqualTo(Duration.ofMillis(READ_MILLIS)));
    }

    private void sendAndReadSlowly(String uri) throws Exception {
        AsyncProducer producer = camel.context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        try {
            camel.client().answers = request -> request instanceof ProtoOAGetAccountListByAccessTokenReq
                    ? read
                    : RecordingClient.emptyAnswer(request);
            Exchange exchange =
                    ExchangeBuilder.anExchange(camel.context).withBody(CANCEL).build();
            producer.process(exchange, doneSync -> answered.complete(exchange));
            long sent = exchange.getClock().elapsed();
            assertThat(answered).isNotDone();
            await().until(() -> exchange.getClock().elapsed() - sent > READ_MILLIS);
            read.completeExceptionally(new NotSentException("the list of accounts was not read", null));
        } finally {
            producer.stop();
        }
    }
}
