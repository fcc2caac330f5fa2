package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.ACCOUNT;
import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATraderUpdatedEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.SlowConsumer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of events while it is not known which symbols a consumer named. */
class UndecidedEventsTest {
    private static final long OTHER = 8;
    private static final int BOUND = 4;

    private final Dispatcher<TestRecipient> dispatcher = TestRecipient.dispatcher();
    private final List<ClientEvent> consumer = new ArrayList<>();
    private final EventSelector selector = register(SlowConsumer.CONFLATE);

    @Test
    void waitUntilItIsKnownAndComeInTheirOrder() {
        dispatcher.publish(of(1, 101));
        dispatcher.publish(of(2, 102));
        dispatcher.publish(of(1, 103));
        assertThat(consumer).isEmpty();

        selector.symbols(ACCOUNT, Set.of(1L));
        dispatcher.publish(of(1, 104));
        assertThat(consumer).containsExactly(of(1, 101), of(1, 103), of(1, 104));
    }

    @Test
    void waitAgainWhenNamesMayHaveChangedAndAreJudgedByTheNewOnes() {
        selector.symbols(ACCOUNT, Set.of(1L));
        selector.doubt(ACCOUNT, List.of());
        dispatcher.publish(of(1, 101));
        dispatcher.publish(of(2, 102));
        selector.symbols(ACCOUNT, Set.of(2L));

        assertThat(consumer).containsExactly(of(2, 102));
    }

    @Test
    void quotesWaitWhereNamesAreInDoubtAndOthersGoOn() {
        selector.symbols(ACCOUNT, Set.of(1L, 2L));
        selector.doubt(ACCOUNT, List.of(1L));
        dispatcher.publish(spot(1, 10, 11));
        dispatcher.publish(spot(1, 12, 13));
        dispatcher.publish(spot(2, 20, 21));
        assertThat(consumer).containsExactly(spot(2, 20, 21));

        assertThat(selector.symbols(ACCOUNT, Set.of(1L, 2L))).containsExactly(1L);
        assertThat(consumer).hasSize(2);
        assertThat(consumer.get(1).quote()).isEqualTo(spot(1, 12, 13).quote());
        assertThat(consumer.get(1).conflated()).isEqualTo(2);
    }

    @Test
    void quotesOfAConsumerThatWantsThemAllWaitOneByOne() {
        List<ClientEvent> all = consumer;
        selector.close();
        EventSelector queueing = register(SlowConsumer.QUEUE);
        for (int bid = 1; bid <= BOUND + 1; bid++) {
            dispatcher.publish(spot(1, bid, bid));
        }
        queueing.symbols(ACCOUNT, Set.of(1L));

        assertThat(all).hasSize(BOUND + 1);
        assertThat(all.get(0).body()).isInstanceOfSatisfying(GapEvent.class, gap -> {
            assertThat(gap.missed()).isEqualTo(1);
            assertThat(gap.description()).contains("until it was known which symbols the consumer named");
        });
        assertThat(all.subList(1, all.size()))
                .extracting(event -> Objects.requireNonNull(event.quote()).bid())
                .containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void whatConcernsNoSymbolPassesUnlessItWouldOvertake() {
        ClientEvent trader = Events.event(
                ProtoOATraderUpdatedEvent.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .buildPartial(),
                ACCOUNT,
                0,
                null);
        dispatcher.publish(trader);
        assertThat(consumer).containsExactly(trader);

        dispatcher.publish(of(1, 101));
        dispatcher.publish(trader);
        assertThat(consumer).containsExactly(trader);
        selector.symbols(ACCOUNT, Set.of(1L));
        assertThat(consumer).containsExactly(trader, of(1, 101), trader);
    }

    @Test
    void moreThanCanWaitIsAdmittedByAGapThatTakesInThoseThatCome() {
        for (int deal = 1; deal <= BOUND + 2; deal++) {
            dispatcher.publish(of(1, deal));
        }
        selector.giveGap(gap(ACCOUNT));
        selector.symbols(ACCOUNT, Set.of(1L));

        assertThat(consumer).hasSize(BOUND + 1);
        assertThat(consumer.get(BOUND).body()).isInstanceOfSatisfying(GapEvent.class, gap -> {
            assertThat(gap.filled()).isFalse();
            assertThat(gap.missed()).isEqualTo(2);
            assertThat(gap.accounts()).containsExactly(ACCOUNT);
            assertThat(gap.from()).isEqualTo(Instant.EPOCH);
        });
    }

    @Test
    void aGapThatBecamePartOfAnotherIsNotSaidToBeFilledAfterTheWait() {
        for (int deal = 1; deal <= BOUND + 1; deal++) {
            dispatcher.publish(of(1, deal));
        }
        selector.giveGap(gap(false, ACCOUNT));
        selector.symbols(ACCOUNT, Set.of(1L));
        assertThat(consumer).hasSize(BOUND + 1);

        selector.giveGap(gap(true, ACCOUNT));
        assertThat(consumer).hasSize(BOUND + 1);
        selector.giveGap(gap(true, ACCOUNT, OTHER));
        assertThat(consumer).last().extracting(ClientEvent::body).isEqualTo(gap(true, ACCOUNT, OTHER));
    }

    @Test
    void aGapComesAfterWhatWaitsOfAllItsAccounts() {
        dispatcher.publish(of(1, 101));
        dispatcher.publish(of(OTHER, 1, 201));
        selector.giveGap(gap(ACCOUNT, OTHER));
        selector.symbols(ACCOUNT, Set.of(1L));
        assertThat(consumer).containsExactly(of(1, 101));

        selector.symbols(OTHER, Set.of(1L));
        assertThat(consumer).hasSize(3);
        assertThat(consumer.get(1)).isEqualTo(of(OTHER, 1, 201));
        assertThat(consumer.get(2).body()).isEqualTo(gap(ACCOUNT, OTHER));
    }

    @Test
    void aGapWaitsForNothingWhereNothingWaits() {
        selector.giveGap(gap(ACCOUNT));
        assertThat(consumer).extracting(ClientEvent::body).containsExactly(gap(ACCOUNT));
    }

    @Test
    void whoNamesNoSymbolsIsNeverInDoubt() {
        List<ClientEvent> all = new ArrayList<>();
        EventSelector everything = TestRecipient.add(dispatcher, Events.interest(Set.of(), Set.of(ACCOUNT)), all::add)
                .selector();
        everything.doubt(ACCOUNT, List.of());
        dispatcher.publish(of(1, 101));
        assertThat(all).containsExactly(of(1, 101));
    }

    private EventSelector register(SlowConsumer slowConsumer) {
        return TestRecipient.add(
                        dispatcher,
                        new EventInterest(
                                Set.of("all", "gap"),
                                Set.of(ACCOUNT, OTHER),
                                List.of("EURUSD"),
                                true,
                                slowConsumer,
                                BOUND),
                        consumer::add)
                .selector();
    }

    private static ClientEvent of(long symbolId, long deal) {
        return of(ACCOUNT, symbolId, deal);
    }

    private static ClientEvent of(long accountId, long symbolId, long deal) {
        ProtoOAExecutionEvent execution =
                (ProtoOAExecutionEvent) execution(accountId, deal).body();
        return Events.event(execution, accountId, symbolId, null);
    }

    private static GapEvent gap(Long... accounts) {
        return gap(true, accounts);
    }

    private static GapEvent gap(boolean filled, Long... accounts) {
        return new GapEvent(
                Environment.DEMO, Instant.EPOCH, Instant.EPOCH, List.of(accounts), List.of(), 0, filled, "cut");
    }
}
