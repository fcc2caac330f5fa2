package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.delivery.ComponentEvents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When who asks for events counts as having dealt with one that must be told until somebody did. */
class PolledOutcomesTest {
    private static final String OUTCOMES = "ctrader:demo?eventTypes=OrderOutcome";

    private final ClientlessCamel camel = new ClientlessCamel();
    private final List<Boolean> handled = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:deals")
                        .pollEnrich(OUTCOMES, 0)
                        .process(exchange -> assertThat(handled)
                                .as("before the end of the exchange")
                                .isEmpty());
                from("direct:fails").pollEnrich(OUTCOMES, 0).throwException(new IllegalStateException("away"));
                from("direct:rollsBack").pollEnrich(OUTCOMES, 0).markRollbackOnly();
                from("direct:keepsItsOwn")
                        .pollEnrich(OUTCOMES, 0, (mine, polled) -> mine)
                        .throwException(new IllegalStateException("away"));
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aRouteThatPollsHasDealtWithItWhenItsExchangeCompleted() {
        run("direct:deals");
        assertThat(handled).containsExactly(true);
    }

    @Test
    void aRouteThatFailedOrRolledBackHasNot() {
        run("direct:fails");
        run("direct:rollsBack");
        run("direct:keepsItsOwn");
        assertThat(handled).containsExactly(false, false, false);
    }

    @Test
    void aTemplateHasWhenTheExchangeIsDone() throws Exception {
        try (ConsumerTemplate template = camel.context.createConsumerTemplate()) {
            template.receiveNoWait(OUTCOMES);
            publish();
            assertThat(template.receiveBodyNoWait(OUTCOMES)).isInstanceOf(OrderOutcomeEvent.class);
            assertThat(handled).containsExactly(true);

            publish();
            Exchange exchange = Objects.requireNonNull(template.receiveNoWait(OUTCOMES));
            assertThat(handled).hasSize(1);
            exchange.setException(new IllegalStateException("away"));
            template.doneUoW(exchange);
            assertThat(handled).containsExactly(true, false);
        }
    }

    /** With the first run the route begins to collect. */
    private void run(String route) {
        camel.context.createProducerTemplate().send(route, exchange -> {});
        publish();
        camel.context.createProducerTemplate().send(route, exchange -> {});
    }

    private void publish() {
        ClientEvent event = ComponentEvents.toClientEvent(new OrderOutcomeEvent(
                        Environment.DEMO,
                        Instant.EPOCH,
                        7,
                        "order-1",
                        "NewOrderReq",
                        "ORDER_FILLED",
                        5,
                        0,
                        0,
                        null,
                        null))
                .whenHandled(handled::add);
        List<RecordingClient.Subscription> begun = camel.client().subscriptions;
        begun.get(begun.size() - 1).deliver(event);
    }
}
