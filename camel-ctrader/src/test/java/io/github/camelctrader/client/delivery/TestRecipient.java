package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.Set;
import java.util.function.Consumer;

/** A consumer that is nothing but what it wants and what takes its events. */
public record TestRecipient(EventSelector selector) implements Recipient {
    /** A dispatcher for such consumers, on the thread of the test. */
    public static Dispatcher<TestRecipient> dispatcher() {
        return new Dispatcher<>(Environment.DEMO, new VirtualLoop());
    }

    /** Adds one to a dispatcher. */
    public static TestRecipient add(
            Dispatcher<TestRecipient> dispatcher, EventInterest interest, Consumer<ClientEvent> receiver) {
        TestRecipient recipient = new TestRecipient(dispatcher.selector(interest, receiver));
        dispatcher.add(recipient);
        return recipient;
    }

    /** Says which symbols it named. */
    public void symbols(long accountId, Set<Long> symbolIds) {
        selector.symbols(accountId, symbolIds);
    }
}
