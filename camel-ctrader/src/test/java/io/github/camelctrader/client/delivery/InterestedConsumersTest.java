package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.ACCOUNT;
import static io.github.camelctrader.client.delivery.Events.event;
import static io.github.camelctrader.client.delivery.Events.interest;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import io.github.camelctrader.client.ClientEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An event asks nobody who cannot want it, whatever happened to consumers since the last one of its kind. */
class InterestedConsumersTest {
    private static final ClientEvent FIRST = spot(1, 10, 11);
    private static final ClientEvent SECOND = spot(2, 20, 21);

    private final Dispatcher<TestRecipient> dispatcher = TestRecipient.dispatcher();

    @Test
    void asksThoseWhoNamedTheSymbolOrNone() {
        TestRecipient everything = register();
        TestRecipient first = register("EURUSD");
        TestRecipient second = register("GBPUSD");
        first.symbols(ACCOUNT, Set.of(1L));
        second.symbols(ACCOUNT, Set.of(2L));

        assertThat(dispatcher.interestedIn(FIRST)).containsExactly(everything.selector(), first.selector());
        assertThat(dispatcher.interestedIn(SECOND)).containsExactly(everything.selector(), second.selector());
    }

    @Test
    void asksNobodyOfAnotherAccountOrForAnotherKind() {
        TestRecipient.add(dispatcher, interest(Set.of("spot"), Set.of(ACCOUNT + 1)), event -> {});
        TestRecipient depth = TestRecipient.add(dispatcher, interest(Set.of("depth"), Set.of(ACCOUNT)), event -> {});
        ClientEvent change = event(ProtoOADepthEvent.getDefaultInstance(), ACCOUNT, 1, null);

        assertThat(dispatcher.interestedIn(FIRST)).isEmpty();
        assertThat(dispatcher.interestedIn(change)).containsExactly(depth.selector());
    }

    @Test
    void asksWhoeverDoesNotKnowYetWhatItNamed() {
        TestRecipient consumer = register("EURUSD");
        assertThat(dispatcher.interestedIn(SECOND)).containsExactly(consumer.selector());

        consumer.symbols(ACCOUNT, Set.of(1L));
        assertThat(dispatcher.interestedIn(SECOND)).isEmpty();

        consumer.selector().doubt(ACCOUNT, List.of());
        assertThat(dispatcher.interestedIn(SECOND)).containsExactly(consumer.selector());
    }

    @Test
    void knowsWhoCameAndWhoWent() {
        assertThat(dispatcher.interestedIn(FIRST)).isEmpty();
        TestRecipient consumer = register();
        assertThat(dispatcher.interestedIn(FIRST)).containsExactly(consumer.selector());
        dispatcher.remove(consumer);
        assertThat(dispatcher.interestedIn(FIRST)).isEmpty();
    }

    @Test
    void whoeverWentWhileAnEventIsGivenOutDoesNotGetIt() {
        List<String> received = new ArrayList<>();
        List<TestRecipient> both = new ArrayList<>();
        both.add(TestRecipient.add(dispatcher, interest(Set.of(), Set.of()), event -> {
            received.add("first");
            dispatcher.remove(both.get(1));
        }));
        both.add(TestRecipient.add(dispatcher, interest(Set.of(), Set.of()), event -> received.add("second")));

        dispatcher.publish(FIRST);

        assertThat(received).containsExactly("first");
    }

    @Test
    void whoeverLearnsWhileAnEventIsGivenOutThatItIsNotMeantDoesNotGetIt() {
        List<String> received = new ArrayList<>();
        List<TestRecipient> both = new ArrayList<>();
        both.add(TestRecipient.add(dispatcher, interest(Set.of(), Set.of()), event -> {
            received.add("first");
            both.get(1).symbols(ACCOUNT, Set.of(2L));
        }));
        both.add(TestRecipient.add(
                dispatcher, interest(Set.of(), Set.of(ACCOUNT), "GBPUSD"), event -> received.add("second")));

        dispatcher.publish(FIRST);

        assertThat(received).containsExactly("first");
    }

    private TestRecipient register(String... symbols) {
        return TestRecipient.add(dispatcher, interest(Set.of("spot"), Set.of(ACCOUNT), symbols), event -> {});
    }
}
