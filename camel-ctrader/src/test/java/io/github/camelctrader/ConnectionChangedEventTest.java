package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the event notifiers of a Camel context are told of connections. */
class ConnectionChangedEventTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SimulatorCamel camel = new SimulatorCamel();
    private final List<ConnectionChangedEvent> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aNotifierIsToldOfEachStateInOrderWithoutARouteThatAsksForThem() throws Exception {
        camel.context.getManagementStrategy().addEventNotifier(new Notifier());
        start();
        awaitStates(ConnectionState.READY);
        camel.cut(() -> {});
        await().atMost(PATIENCE)
                .until(() ->
                        states().stream().filter(ConnectionState.READY::equals).count() == 2);

        assertThat(states())
                .containsSubsequence(
                        ConnectionState.READY,
                        ConnectionState.BACKOFF,
                        ConnectionState.CONNECTING,
                        ConnectionState.READY);
        assertThat(told)
                .anySatisfy(event -> assertThat(event.getConnection().reason()).isEqualTo(DisconnectReason.LINK_FAILED))
                .allSatisfy(event -> {
                    assertThat(event.getSource()).isSameAs(camel.component);
                    assertThat(event.getType()).isEqualTo(CamelEvent.Type.Custom);
                    assertThat(event.getTimestamp())
                            .isEqualTo(event.getConnection().time().toEpochMilli());
                    assertThat(event).hasToString(event.toString().strip());
                });
        assertThat(told).anySatisfy(event -> assertThat(event).hasToString("cTrader demo connection is CONNECTING"));
        assertThat(camel.component.reports().get(0).consumers())
                .as("a notifier is no consumer")
                .isEmpty();
    }

    @Test
    void aNotifierThatFailsKeepsNothingFromWorkingAndIsNoObstacleForTheNextOne() throws Exception {
        camel.context.getManagementStrategy().addEventNotifier(new Notifier() {
            @Override
            public void notify(CamelEvent event) throws Exception {
                super.notify(event);
                throw new IllegalStateException("a notifier that fails");
            }
        });
        List<ConnectionState> next = new CopyOnWriteArrayList<>();
        camel.context.getManagementStrategy().addEventNotifier(new Notifier() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ConnectionChangedEvent changed) {
                    next.add(changed.getConnection().state());
                }
            }
        });
        start();

        awaitStates(ConnectionState.READY);
        await().atMost(PATIENCE).until(() -> next.contains(ConnectionState.READY));
        assertThat(camel.template().requestBody("direct:version", "")).isNotNull();
    }

    private void start() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:version").to("ctrader:demo?messageType=VersionReq");
            }
        });
    }

    private void awaitStates(ConnectionState last) {
        await().atMost(PATIENCE).until(() -> states().contains(last));
    }

    private List<ConnectionState> states() {
        return told.stream().map(event -> event.getConnection().state()).toList();
    }

    private class Notifier extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) throws Exception {
            if (event instanceof ConnectionChangedEvent changed) {
                told.add(changed);
            }
        }
    }
}
