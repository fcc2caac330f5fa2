package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.SlowConsumer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spi.ExchangeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From event to exchange. */
class ConsumerEventsTest {
    private static final ProtoOASpotEvent SPOT = ProtoOASpotEvent.newBuilder()
            .setCtidTraderAccountId(7)
            .setSymbolId(1)
            .setBid(108_512)
            .build();

    private final ClientlessCamel camel = new ClientlessCamel();

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void asksForWhatTheOptionsSay() throws Exception {
        camel.consume("ctrader:live?accountId=7,8&symbols=EURUSD,2&eventTypes=ProtoOASpotEvent,Gap"
                + "&spotTimestamps=false&slowConsumer=queue&queueSize=5");

        assertThat(camel.subscription().interest)
                .isEqualTo(new EventInterest(
                        Set.of("spot", "gap"), Set.of(7L, 8L), List.of("EURUSD", "2"), false, SlowConsumer.QUEUE, 5));
        assertThat(camel.client().accounts)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(7L, ClientlessCamel.ACCESS_TOKEN, 8L, ClientlessCamel.ACCESS_TOKEN));
        assertThat(camel.client().settings().environment()).isEqualTo(Environment.LIVE);
        assertThat(camel.client().settings().host()).isEqualTo("live.ctraderapi.com");
        assertThat(camel.client().settings().port()).isEqualTo(5035);
    }

    @Test
    void isDoneWithAnEventWhenTheRouteIs() throws Exception {
        CompletableFuture<Void> routeMayEnd = new CompletableFuture<>();
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo").process(exchange -> routeMayEnd.join());
            }
        });

        CompletableFuture<Void> done = camel.subscription().deliver(spot());
        await().until(() -> camel.context.getInflightRepository().size() == 1);
        assertThat(done).isNotDone();
        routeMayEnd.complete(null);
        done.join();
    }

    @Test
    void goesOnAfterARouteThatFails() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo").to("mock:events").throwException(new IllegalStateException("route failed"));
            }
        });

        camel.subscription().deliver(spot()).join();
        camel.subscription().deliver(spot()).join();

        assertThat(camel.context.getEndpoint("mock:events", MockEndpoint.class).getExchanges())
                .hasSize(2);
    }

    @Test
    void givesPooledExchangesBack() throws Exception {
        PooledExchangeFactory factory = new PooledExchangeFactory();
        factory.setStatisticsEnabled(true);
        camel.context.getCamelContextExtension().setExchangeFactory(factory);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo").log("${header.CamelCTraderBid}");
            }
        });

        for (int i = 0; i < 100; i++) {
            camel.subscription().deliver(spot()).join();
        }

        ExchangeFactory.Statistics statistics = Objects.requireNonNull(camel.context
                .getCamelContextExtension()
                .getExchangeFactoryManager()
                .getExchangeFactories()
                .iterator()
                .next()
                .getStatistics());
        assertThat(statistics.getCreatedCounter()).isEqualTo(1);
        assertThat(statistics.getAcquiredCounter()).isEqualTo(99);
        assertThat(statistics.getReleasedCounter()).isEqualTo(100);
    }

    @Test
    void bridgesProblemsIntoTheErrorHandlerOfTheRoute() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(InvalidRequestException.class).handled(true).to("mock:problems");
                from("ctrader:demo?bridgeErrorHandler=true").to("mock:events");
            }
        });
        InvalidRequestException problem = new InvalidRequestException("symbols", "EURUSX", "is not known");

        camel.subscription().sink.problem(problem);

        MockEndpoint problems = camel.context.getEndpoint("mock:problems", MockEndpoint.class);
        assertThat(problems.getExchanges()).hasSize(1);
        assertThat(problems.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT))
                .isSameAs(problem);
    }

    @Test
    void tellsProblemsToAnExceptionHandler() throws Exception {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        camel.context.getRegistry().bind("handler", new RecordingExceptionHandler(told));
        camel.consume("ctrader:demo?exceptionHandler=#handler");
        InvalidRequestException problem = new InvalidRequestException("symbols", "EURUSX", "is not known");

        camel.subscription().sink.problem(problem);

        assertThat(told).containsExactly(problem);
    }

    private static ClientEvent spot() {
        return ClientEvent.builder("SpotEvent", SPOT)
                .payloadType(2131)
                .account(7)
                .symbol(1, "EURUSD")
                .quote(new Quote(108_512L, 108_520L))
                .timestamp(1234L)
                .build();
    }
}
