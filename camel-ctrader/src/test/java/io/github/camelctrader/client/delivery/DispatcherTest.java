package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.event;
import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.interest;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Set<String> ALL = Set.of();
    private static final Set<Long> ALL_ACCOUNTS = Set.of();
    private static final ConnectionEvent CONNECTION = new ConnectionEvent(
            Environment.DEMO, ConnectionState.READY, null, null, 0, null, Instant.ofEpochMilli(1_000));

    private final Dispatcher<TestRecipient> dispatcher = TestRecipient.dispatcher();
    private final List<Object> received = new ArrayList<>();

    @Test
    void eachConsumerGetsTheSameEvent() {
        List<ClientEvent> first = register(interest(ALL, ALL_ACCOUNTS));
        List<ClientEvent> second = register(interest(ALL, ALL_ACCOUNTS));
        ClientEvent event = execution(1);
        dispatcher.publish(event);
        assertThat(first).singleElement().isSameAs(event);
        assertThat(second).singleElement().isSameAs(event);
    }

    @Test
    void filtersByType() {
        List<ClientEvent> spots = register(interest(Set.of("spot"), ALL_ACCOUNTS));
        List<ClientEvent> executions = register(interest(Set.of("execution", "ordererror"), ALL_ACCOUNTS));
        dispatcher.publish(spot(1, 10, 11));
        dispatcher.publish(execution(1));
        assertThat(spots).containsExactly(spot(1, 10, 11));
        assertThat(executions).containsExactly(execution(1));
    }

    @Test
    void ownEventsReachOnlyThoseWhoNameThem() {
        GapEvent gap = gap(List.of(), List.of());
        List<ClientEvent> everything = register(interest(ALL, ALL_ACCOUNTS));
        List<ClientEvent> connections = register(interest(Set.of("connection"), Set.of(7L)));
        List<ClientEvent> gaps = register(interest(Set.of("gap"), ALL_ACCOUNTS));
        dispatcher.publish(CONNECTION);
        dispatcher.publish(gap);
        assertThat(everything).isEmpty();
        assertThat(connections)
                .containsExactly(ClientEvent.builder("ConnectionEvent", CONNECTION)
                        .timestamp(1_000L)
                        .build());
        assertThat(gaps).extracting(ClientEvent::body).containsExactly(gap);
    }

    @Test
    void filtersByAccount() {
        List<ClientEvent> seven = register(interest(ALL, Set.of(7L, 9L)));
        dispatcher.publish(execution(7, 1));
        dispatcher.publish(execution(8, 2));
        dispatcher.publish(execution(9, 3));
        assertThat(seven).containsExactly(execution(7, 1), execution(9, 3));
    }

    @Test
    void anEventOfTheWholeConnectionConcernsEveryAccount() {
        ClientEvent disconnect = event(ProtoOAClientDisconnectEvent.getDefaultInstance(), 0, 0, null);
        List<ClientEvent> seven = register(interest(ALL, Set.of(7L)));
        dispatcher.publish(disconnect);
        assertThat(seven).containsExactly(disconnect);
    }

    @Test
    void anEventOfSeveralAccountsReachesTheirConsumers() {
        ClientEvent invalidated = event(
                ProtoOAAccountsTokenInvalidatedEvent.newBuilder()
                        .addCtidTraderAccountIds(7)
                        .addCtidTraderAccountIds(8)
                        .build(),
                0,
                0,
                null);
        GapEvent gap = gap(List.of(7L, 8L), List.of());
        List<ClientEvent> eight = register(interest(Set.of("accountstokeninvalidated", "gap"), Set.of(8L)));
        List<ClientEvent> nine = register(interest(Set.of("accountstokeninvalidated", "gap"), Set.of(9L)));
        dispatcher.publish(invalidated);
        dispatcher.publish(gap);
        assertThat(eight).extracting(ClientEvent::body).containsExactly(invalidated.body(), gap);
        assertThat(nine).isEmpty();
    }

    @Test
    void leavesOutEventsAboutOneOtherSymbol() {
        List<ClientEvent> consumer = new ArrayList<>();
        TestRecipient recipient = TestRecipient.add(dispatcher, interest(ALL, Set.of(7L, 8L), "EURUSD"), consumer::add);
        recipient.symbols(7, Set.of(1L));
        recipient.symbols(8, Set.of(100L));
        ClientEvent ofAccountEight = event(
                ProtoOADepthEvent.newBuilder()
                        .setCtidTraderAccountId(8)
                        .setSymbolId(1)
                        .build(),
                8,
                1,
                null);
        dispatcher.publish(spot(1, 10, 11));
        dispatcher.publish(spot(2, 20, 21));
        dispatcher.publish(ofAccountEight);
        dispatcher.publish(execution(7, 2));
        assertThat(consumer).containsExactly(spot(1, 10, 11), execution(7, 2));
    }

    @Test
    void eventsAboutSeveralSymbolsReachWhoeverNamedOneOfThem() {
        ClientEvent both = changed(1, 2);
        ClientEvent others = changed(2, 3);
        GapEvent gap = gap(List.of(7L), List.of(1L, 2L));
        GapEvent gapOfOthers = gap(List.of(7L), List.of(2L, 3L));
        List<ClientEvent> consumer = new ArrayList<>();
        TestRecipient.add(dispatcher, interest(Set.of("symbolchanged", "gap"), Set.of(7L), "EURUSD"), consumer::add)
                .symbols(7, Set.of(1L));
        dispatcher.publish(both);
        dispatcher.publish(others);
        dispatcher.publish(gap);
        dispatcher.publish(gapOfOthers);
        assertThat(consumer).extracting(ClientEvent::body).containsExactly(both.body(), gap);
    }

    @Test
    void consumersMayComeAndGoWhileAnEventIsPublished() {
        List<TestRecipient> recipients = new ArrayList<>();
        recipients.add(TestRecipient.add(dispatcher, interest(ALL, ALL_ACCOUNTS), event -> {
            received.add("first");
            recipients.forEach(dispatcher::remove);
            TestRecipient.add(dispatcher, interest(ALL, ALL_ACCOUNTS), later -> received.add("third"));
        }));
        recipients.add(TestRecipient.add(dispatcher, interest(ALL, ALL_ACCOUNTS), event -> received.add("second")));

        dispatcher.publish(execution(1));
        assertThat(received).startsWith("first").doesNotContain("third");
        received.clear();
        dispatcher.publish(execution(2));
        assertThat(received).containsExactly("third");
    }

    private List<ClientEvent> register(EventInterest interest) {
        List<ClientEvent> events = new ArrayList<>();
        TestRecipient.add(dispatcher, interest, events::add);
        return events;
    }

    private static ClientEvent changed(long symbolId, long otherSymbolId) {
        ProtoOASymbolChangedEvent changed = ProtoOASymbolChangedEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .addSymbolId(symbolId)
                .addSymbolId(otherSymbolId)
                .build();
        return event(changed, 7, 0, null);
    }

    private static GapEvent gap(List<Long> accounts, List<Long> symbols) {
        Instant time = Instant.ofEpochMilli(1_000);
        return new GapEvent(Environment.DEMO, time, time, accounts, symbols, 0, false, "test");
    }
}
