package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Quote;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Suspending, stopping and starting again, as a consumer tells them to its subscription. */
class ConsumerLifeTest {
    private static final ClientEvent SPOT = ClientEvent.builder(
                    "SpotEvent",
                    ProtoOASpotEvent.newBuilder()
                            .setCtidTraderAccountId(7)
                            .setSymbolId(1)
                            .setBid(1)
                            .build())
            .payloadType(2131)
            .account(7)
            .symbol(1, "EURUSD")
            .quote(new Quote(1L, null))
            .build();
    private static final ClientEvent SWAP = ClientEvent.builder(
                    "ExecutionEvent",
                    ProtoOAExecutionEvent.newBuilder()
                            .setCtidTraderAccountId(7)
                            .setExecutionType(ProtoOAExecutionType.SWAP)
                            .build())
            .payloadType(2126)
            .account(7)
            .build();

    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel(new RouteBuilder() {
        @Override
        public void configure() {
            from("ctrader:demo").routeId("events").to("mock:events");
            from("direct:keepsTheConnection").to("ctrader:demo");
        }
    });

    @Test
    void suspendsAndResumesItsSubscription() throws Exception {
        camel.context.getRouteController().suspendRoute("events");
        assertThat(subscription(0).suspended).isTrue();
        assertThat(subscription(0).ended).isFalse();

        camel.context.getRouteController().resumeRoute("events");
        assertThat(subscription(0).suspended).isFalse();
        subscription(0).deliver(SPOT).join();
        assertThat(events().getExchanges()).hasSize(1);
        assertThat(camel.client().subscriptions).hasSize(1);
    }

    @Test
    void resumesWhenASuspendedRouteIsStarted() throws Exception {
        camel.context.getRouteController().suspendRoute("events");

        camel.context.getRouteController().startRoute("events");

        assertThat(subscription(0).suspended).isFalse();
        assertThat(camel.client().subscriptions).hasSize(1);
    }

    @Test
    void doesNotWaitForWhatASuspendedRouteCollected() throws Exception {
        camel.context.getRouteController().suspendRoute("events");
        subscription(0).pending = 5;

        camel.context.getRouteController().stopRoute("events");

        assertThat(camel.context.getShutdownStrategy().isTimeoutOccurred()).isFalse();
        assertThat(subscription(0).ended).isTrue();
    }

    @Test
    void goesOnWithQuotesWhenItsStopIsCalledOff() throws Exception {
        subscription(0).pending = 5;

        assertThat(camel.context.getRouteController().stopRoute("events", 2, TimeUnit.SECONDS, true))
                .isFalse();

        subscription(0).deliver(SPOT).join();
        assertThat(events().getExchanges()).hasSize(1);
        subscription(0).pending = 0;
    }

    @Test
    void suspendsAndResumesWithItsContext() {
        camel.context.suspend();
        assertThat(subscription(0).suspended).isTrue();

        camel.context.resume();
        assertThat(subscription(0).suspended).isFalse();
        assertThat(camel.client().subscriptions).hasSize(1);
    }

    @Test
    void letsTheEventInProgressFinishBeforeItStops() {
        CompletableFuture<Void> routeMayEnd = new CompletableFuture<>();
        events().whenAnyExchangeReceived(exchange -> {
            if (exchange.getIn().getBody() == SWAP.body()) {
                routeMayEnd.join();
            }
        });
        CompletableFuture<Void> done = subscription(0).deliver(SWAP);
        await().until(() -> camel.context.getInflightRepository().size("events") == 1);

        CompletableFuture<Void> stopped = stopInTheBackground();
        awaitQuotesPassedOver();
        assertThat(subscription(0).ended).isFalse();
        routeMayEnd.complete(null);

        stopped.join();
        assertThat(done).isDone();
        assertThat(subscription(0).ended).isTrue();
    }

    @Test
    void endsItsSubscriptionAndBeginsANewOne() throws Exception {
        camel.context.getRouteController().stopRoute("events");
        assertThat(subscription(0).ended).isTrue();

        camel.context.getRouteController().startRoute("events");
        subscription(1).deliver(SPOT).join();
        assertThat(events().getExchanges()).hasSize(1);
        assertThat(camel.clients).hasSize(1);
    }

    @Test
    void letsWhatMustNotBeLostThroughBeforeItStops() {
        subscription(0).pending = 1;
        CompletableFuture<Void> stopped = stopInTheBackground();
        awaitQuotesPassedOver();
        assertThat(subscription(0).ended).isFalse();

        events().reset();
        subscription(0).deliver(SWAP).join();
        subscription(0).pending = 0;

        stopped.join();
        assertThat(events().getExchanges()).hasSize(1);
        assertThat(events().getExchanges().get(0).getIn().getBody()).isSameAs(SWAP.body());
        assertThat(subscription(0).ended).isTrue();
    }

    @Test
    void itGivesItsShareBackWhenTheTokensOfTheComponentAreRefused() throws Exception {
        camel.component.setConnectionLinger(Duration.ZERO);
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?eventTypes=Spot")
                        .routeId("refused")
                        .autoStartup(false)
                        .to("mock:refused");
            }
        });
        camel.client().refusesTokensOfItsOwn = true;
        assertThat(ClientlessCamel.root(
                        catchThrowable(() -> camel.context.getRouteController().startRoute("refused"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("refreshToken");

        camel.context.getRouteController().stopAllRoutes();
        assertThat(camel.client().closing).as("nobody has a share").isTrue();
    }

    private CompletableFuture<Void> stopInTheBackground() {
        return CompletableFuture.runAsync(() -> {
            try {
                camel.context.getRouteController().stopRoute("events");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Quotes are passed over as soon as the consumer knows that it is about to stop. */
    private void awaitQuotesPassedOver() {
        await().until(() -> {
            int before = events().getReceivedCounter();
            subscription(0).deliver(SPOT).join();
            return events().getReceivedCounter() == before;
        });
    }

    private RecordingClient.Subscription subscription(int index) {
        return camel.client().subscriptions.get(index);
    }

    private MockEndpoint events() {
        return camel.context.getEndpoint("mock:events", MockEndpoint.class);
    }
}
