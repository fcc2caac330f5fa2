package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.order.UndeliveredOutcome;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What consumers are told again, and what is put in place for them, by a clock that the test moves. */
class ConsumerRegistryTest {
    private static final long ACCOUNT = 7;
    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedRequests requests = new ScriptedRequests();
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final Set<Long> authorised = new HashSet<>();
    private final ConsumerRegistry events = new ConsumerRegistry(
            ConnectionSettings.builder(Environment.DEMO, "id", "secret").build(),
            requests,
            loop,
            new ServerTime(loop),
            new SymbolDirectory(requests, loop),
            authorised::contains);
    private final Listener first = new Listener();
    private final Listener second = new Listener();
    private final List<String> toldOf = new ArrayList<>();

    @Test
    void anOutcomeThatNobodyDealtWithIsToldAgainUntilSomebodyDoes() {
        begin(first);
        UndeliveredOutcome outcome = outcome("order-1");
        publish(outcome);
        first.handle(0, false);
        advance(TELL_AGAIN.minusNanos(1));
        assertThat(first.got).hasSize(1);
        advance(Duration.ofNanos(1));
        assertThat(first.got).hasSize(2);
        first.handle(1, false);
        advance(TELL_AGAIN);
        assertThat(first.got).hasSize(3);

        first.handle(2, true);
        assertThat(toldOf).containsExactly("order-1");
        advance(Duration.ofHours(1));
        assertThat(first.got).hasSize(3);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void whatOneOfTwoConsumersDealtWithIsNotToldAgainForTheOther() {
        begin(first);
        begin(second);
        publish(outcome("order-1"));
        first.handle(0, false);
        second.handle(0, true);
        assertThat(toldOf).containsExactly("order-1");
        advance(TELL_AGAIN);

        assertThat(first.got).hasSize(1);
        assertThat(second.got).hasSize(1);
    }

    @Test
    void whatBothFailedOnIsToldAgainToBothAndOnce() {
        begin(first);
        begin(second);
        publish(outcome("order-1"));
        publish(outcome("order-2"));
        first.handle(0, false);
        advance(Duration.ofSeconds(1));
        second.handle(0, false);
        advance(Duration.ofHours(1));

        assertThat(first.ids()).containsExactly("order-1", "order-2", "order-1");
        assertThat(second.ids()).containsExactly("order-1", "order-2", "order-1");
    }

    @Test
    void whoBeginsLaterIsToldWhatNobodyDealtWith() {
        begin(first);
        UndeliveredOutcome outcome = outcome("order-1");
        publish(outcome);
        begin(second, outcome);
        assertThat(second.ids()).containsExactly("order-1");
        second.handle(0, false);
        first.handle(0, true);
        advance(TELL_AGAIN);

        assertThat(second.got).hasSize(1);
        assertThat(toldOf).containsExactly("order-1");
    }

    @Test
    void whatAnAccountThatWasLostMeanwhileHadIsNotPutInPlaceOnTheNextLink() {
        Listener quotes = new Listener();
        events.use(ACCOUNT);
        events.begin(
                new EventInterest(Set.of("spot"), Set.of(ACCOUNT), List.of("EURUSD"), true, SlowConsumer.CONFLATE, 10),
                quotes.delivery(),
                List.of());
        authorised.add(ACCOUNT);
        CompletableFuture<Void> ofLostLink = events.restore(ACCOUNT);
        requests.takeSent();
        authorised.clear();
        events.linkLost();
        requests.answer(list());
        advance(Duration.ofSeconds(1));

        assertThat(requests.takeSent()).noneMatch(ProtoOASubscribeSpotsReq.class::isInstance);
        assertThat(ofLostLink).as("the next restore tells").isNotDone();
        authorised.add(ACCOUNT);
        assertThat(events.restore(ACCOUNT)).isNotDone();
        assertThat(requests.takeSent()).singleElement().isInstanceOf(ProtoOASubscribeSpotsReq.class);
    }

    private static Message list() {
        return ProtoOASymbolsListRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addSymbol(ProtoOALightSymbol.newBuilder().setSymbolId(1).setSymbolName("EURUSD"))
                .build();
    }

    private void begin(Listener listener, UndeliveredOutcome... untold) {
        events.begin(listener.interest(), listener.delivery(), List.of(untold));
        deliver();
    }

    private void publish(UndeliveredOutcome outcome) {
        events.outcome(outcome);
        deliver();
    }

    private void advance(Duration time) {
        loop.advance(time);
        deliver();
    }

    private void deliver() {
        for (Runnable next = handedOver.poll(); next != null; next = handedOver.poll()) {
            next.run();
        }
    }

    private UndeliveredOutcome outcome(String id) {
        OrderOutcomeEvent event = new OrderOutcomeEvent(
                Environment.DEMO, Instant.EPOCH, ACCOUNT, id, "NewOrderReq", "ORDER_FILLED", 5, 0, 0, null, null);
        return new UndeliveredOutcome(event, () -> !toldOf.contains(id), () -> toldOf.add(id));
    }

    /** A consumer of outcomes, which says when the test wants it to what it made of one. */
    private final class Listener implements EventSink {
        private final List<ClientEvent> got = new ArrayList<>();

        private EventInterest interest() {
            return new EventInterest(Set.of("orderoutcome"), Set.of(), List.of(), true, SlowConsumer.CONFLATE, 10);
        }

        private Delivery delivery() {
            return new Delivery(interest(), this, handedOver::add, loop, Environment.DEMO, null);
        }

        private void handle(int number, boolean completed) {
            got.get(number).handled(completed);
        }

        private List<String> ids() {
            return got.stream()
                    .map(event -> ((OrderOutcomeEvent) event.body()).operationId())
                    .toList();
        }

        @Override
        public void accept(ClientEvent event, Runnable done) {
            got.add(event);
            done.run();
        }

        @Override
        public void problem(CTraderException problem) {
            throw new AssertionError(problem);
        }
    }
}
