package io.github.camelctrader.client.session;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.delivery.ComponentEvents;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.order.UndeliveredOutcome;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Tells consumers outcomes of orders, again and again until one of them dealt with it. */
@OnLoop
final class OutcomesToTell {
    /** How soon an outcome is told again that a route failed to deal with. */
    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);

    private final Dispatcher<?> dispatcher;
    private final Loop loop;
    private final Set<OrderOutcomeEvent> tellAgain = new HashSet<>();

    OutcomesToTell(Dispatcher<?> dispatcher, Loop loop) {
        this.dispatcher = dispatcher;
        this.loop = loop;
    }

    /** Delivers it to the present consumers. */
    void tell(UndeliveredOutcome outcome) {
        dispatcher.publish(asEvent(outcome));
    }

    /** For one who begins to listen. */
    ClientEvent asEvent(UndeliveredOutcome outcome) {
        return ComponentEvents.toClientEvent(outcome.event())
                .whenHandled(completed -> loop.tryExecute(() -> handled(outcome, completed)));
    }

    private void handled(UndeliveredOutcome outcome, boolean completed) {
        if (completed) {
            outcome.told().run();
        } else if (tellAgain.add(outcome.event())) {
            loop.schedule(TELL_AGAIN, () -> {
                tellAgain.remove(outcome.event());
                if (outcome.untold().getAsBoolean()) {
                    tell(outcome);
                }
            });
        }
    }
}
