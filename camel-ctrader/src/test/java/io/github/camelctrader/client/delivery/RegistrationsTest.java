package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.ACCOUNT;
import static io.github.camelctrader.client.delivery.Events.event;
import static io.github.camelctrader.client.delivery.Events.interest;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An event asks nobody who cannot want it, whatever happened to consumers since the last one of its kind. */
class RegistrationsTest {
    private static final ClientEvent FIRST = spot(1, 10, 11);
    private static final ClientEvent SECOND = spot(2, 20, 21);

    private final Registrations registrations = new Registrations();
    private final Dispatcher dispatcher = new Dispatcher(Environment.DEMO, new VirtualLoop(), registrations);

    @Test
    void asksThoseWhoNamedTheSymbolOrNone() {
        Dispatcher.Registration everything = register();
        Dispatcher.Registration first = register("EURUSD");
        Dispatcher.Registration second = register("GBPUSD");
        first.symbols(ACCOUNT, Set.of(1L));
        second.symbols(ACCOUNT, Set.of(2L));

        assertThat(registrations.interestedIn(FIRST)).containsExactly(everything, first);
        assertThat(registrations.interestedIn(SECOND)).containsExactly(everything, second);
    }

    @Test
    void asksNobodyOfAnotherAccountOrForAnotherKind() {
        dispatcher.register(interest(Set.of("spot"), Set.of(ACCOUNT + 1)), event -> {});
        Dispatcher.Registration depth = dispatcher.register(interest(Set.of("depth"), Set.of(ACCOUNT)), event -> {});
        ClientEvent change = event(ProtoOADepthEvent.getDefaultInstance(), ACCOUNT, 1, null);

        assertThat(registrations.interestedIn(FIRST)).isEmpty();
        assertThat(registrations.interestedIn(change)).containsExactly(depth);
    }

    @Test
    void asksWhoeverDoesNotKnowYetWhatItNamed() {
        Dispatcher.Registration consumer = register("EURUSD");
        assertThat(registrations.interestedIn(SECOND)).containsExactly(consumer);

        consumer.symbols(ACCOUNT, Set.of(1L));
        assertThat(registrations.interestedIn(SECOND)).isEmpty();

        consumer.doubt(ACCOUNT, List.of());
        assertThat(registrations.interestedIn(SECOND)).containsExactly(consumer);
    }

    @Test
    void knowsWhoCameAndWhoWent() {
        assertThat(registrations.interestedIn(FIRST)).isEmpty();
        Dispatcher.Registration consumer = register();
        assertThat(registrations.interestedIn(FIRST)).containsExactly(consumer);
        consumer.close();
        assertThat(registrations.interestedIn(FIRST)).isEmpty();
    }

    @Test
    void whoeverWentWhileAnEventIsGivenOutDoesNotGetIt() {
        List<String> received = new ArrayList<>();
        List<Dispatcher.Registration> both = new ArrayList<>();
        both.add(dispatcher.register(interest(Set.of(), Set.of()), event -> {
            received.add("first");
            both.get(1).close();
        }));
        both.add(dispatcher.register(interest(Set.of(), Set.of()), event -> received.add("second")));

        dispatcher.publish(FIRST);

        assertThat(received).containsExactly("first");
    }

    @Test
    void whoeverLearnsWhileAnEventIsGivenOutThatItIsNotMeantDoesNotGetIt() {
        List<String> received = new ArrayList<>();
        List<Dispatcher.Registration> both = new ArrayList<>();
        both.add(dispatcher.register(interest(Set.of(), Set.of()), event -> {
            received.add("first");
            both.get(1).symbols(ACCOUNT, Set.of(2L));
        }));
        both.add(dispatcher.register(interest(Set.of(), Set.of(ACCOUNT), "GBPUSD"), event -> received.add("second")));

        dispatcher.publish(FIRST);

        assertThat(received).containsExactly("first");
    }

    private Dispatcher.Registration register(String... symbols) {
        return dispatcher.register(interest(Set.of("spot"), Set.of(ACCOUNT), symbols), event -> {});
    }
}
