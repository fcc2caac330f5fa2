package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.spot;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Taker;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A full lane whose deals are fetched. */
class GapFillerTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedExecutor executor = new ScriptedExecutor();
    private final Taker sink = new Taker();
    private final List<ClientEvent> events = sink.events;
    private final List<DealRange> missed = new ArrayList<>();
    private CompletableFuture<GapFiller.Fetched> fetched = new CompletableFuture<>();

    @Test
    void whatAFullLaneCouldNotKeepIsFetchedAndHandedOverBeforeWhatCameLater() {
        Delivery delivery = delivery(2);
        for (long i = 1; i <= 5; i++) {
            delivery.offer(execution(i));
        }
        executor.runAll();
        assertThat(events).containsExactly(execution(1), execution(2));
        assertThat(missed).hasSize(1);
        assertThat(missed.get(0).dealIds()).containsExactlyInAnyOrder(3L, 4L, 5L);
        delivery.offer(execution(6));
        delivery.offer(spot(1, 108_500, 108_510));
        executor.runAll();
        assertThat(events).as("quotes do not wait").hasSize(3);
        assertThat(delivery.pending()).isEqualTo(2);

        fetched.complete(new GapFiller.Fetched(List.of(execution(3), execution(4), execution(5)), true));
        executor.runAll();

        assertThat(events.subList(3, 6)).containsExactly(execution(3), execution(4), execution(5));
        GapEvent gap = (GapEvent) events.get(6).body();
        assertThat(gap.filled()).isTrue();
        assertThat(gap.missed()).isEqualTo(3);
        assertThat(events.subList(7, 8)).containsExactly(execution(6));
        assertThat(delivery.pending()).isZero();
    }

    @Test
    void aLaneThatIsFullAgainWhileItWaitsHasASecondGap() {
        Delivery delivery = delivery(2);
        for (long i = 1; i <= 3; i++) {
            delivery.offer(execution(i));
        }
        executor.runAll();
        for (long i = 4; i <= 7; i++) {
            delivery.offer(execution(i));
        }
        CompletableFuture<GapFiller.Fetched> first = fetched;
        fetched = new CompletableFuture<>();
        first.complete(new GapFiller.Fetched(List.of(), false));
        executor.runAll();
        fetched.complete(new GapFiller.Fetched(List.of(execution(6), execution(7)), true));
        executor.runAll();

        assertThat(events)
                .filteredOn(event -> !(event.body() instanceof GapEvent))
                .containsExactly(execution(1), execution(2), execution(4), execution(5), execution(6), execution(7));
        assertThat(events)
                .filteredOn(event -> event.body() instanceof GapEvent)
                .extracting(event -> ((GapEvent) event.body()).filled())
                .containsExactly(false, true);
    }

    @Test
    void aGapThatAFullLaneCouldNotKeepBecomesPartOfItsOwnAndSoDoesWhatItAdmits() {
        assertThat(mergedWith(false).filled()).isFalse();
        assertThat(mergedWith(true).filled()).isTrue();

        GapEvent merged = mergedWith(false);
        assertThat(merged.from()).isEqualTo(loop.now().minusSeconds(60));
        assertThat(merged.accounts()).containsExactlyInAnyOrder(Events.ACCOUNT, 8L);
        assertThat(merged.missed()).as("executions, not gaps").isEqualTo(1);
        assertThat(merged.description()).contains("queueSize").contains("the connection was interrupted");
    }

    @Test
    void aFilledGapIsNotTakenForTheWordThatAnOlderOneOfTheSameAccountsIsFilled() {
        GapEvent older = mergedWith(false);

        GapEvent filled = mergedWith(true);

        assertThat(filled.accounts()).containsExactlyInAnyOrderElementsOf(older.accounts());
        assertThat(filled.from()).isEqualTo(loop.now()).isNotEqualTo(older.from());
    }

    /** What a consumer is told when its full lane lost an execution, which was fetched, and the gap of an interruption. */
    private GapEvent mergedWith(boolean filled) {
        events.clear();
        fetched = CompletableFuture.completedFuture(new GapFiller.Fetched(List.of(execution(2)), true));
        Delivery delivery = delivery(1);
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        delivery.offer(interruption(loop.now().minusSeconds(60), filled));
        executor.runAll();
        assertThat(events).hasSize(3);
        return (GapEvent) events.get(2).body();
    }

    @Test
    void aGapThatBecamePartOfAnotherIsNotSaidToBeFilledLater() {
        fetched = CompletableFuture.completedFuture(new GapFiller.Fetched(List.of(), false));
        Delivery delivery = delivery(1);
        Instant from = loop.now().minusSeconds(60);
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        delivery.offer(interruption(from, false));
        executor.runAll();
        delivery.offer(interruption(from, true));
        executor.runAll();
        delivery.offer(interruption(from.plusSeconds(1), true));
        executor.runAll();

        assertThat(events)
                .filteredOn(event -> event.body() instanceof GapEvent)
                .extracting(event -> ((GapEvent) event.body()).filled())
                .containsExactly(false, true);
        assertThat(((GapEvent) events.get(1).body()).from()).isEqualTo(from);
        assertThat(((GapEvent) events.get(2).body()).from()).isEqualTo(from.plusSeconds(1));
    }

    private ClientEvent interruption(Instant from, boolean filled) {
        return ComponentEvents.toClientEvent(new GapEvent(
                Environment.DEMO,
                from,
                loop.now(),
                List.of(8L),
                List.of(),
                0,
                filled,
                "the connection was interrupted"));
    }

    @Test
    void aGapWithoutDealsIsNotFetched() {
        Delivery delivery = delivery(1);
        delivery.offer(execution(1));
        delivery.offer(Events.event(
                ProtoOAOrderErrorEvent.newBuilder()
                        .setCtidTraderAccountId(Events.ACCOUNT)
                        .setErrorCode("MARKET_CLOSED")
                        .build(),
                Events.ACCOUNT,
                0,
                null));
        executor.runAll();

        assertThat(missed).isEmpty();
        assertThat(((GapEvent) events.get(1).body()).filled()).isFalse();
    }

    @Test
    void anEndThatCarriesADealOfAnotherEventAlongIsNotFetched() {
        Delivery delivery = delivery(1);
        delivery.offer(execution(1));
        for (ProtoOAExecutionType type : ProtoOAExecutionType.values()) {
            delivery.offer(Events.execution(type, type.getNumber()));
        }
        executor.runAll();

        assertThat(missed)
                .singleElement()
                .satisfies(deals -> assertThat(deals.dealIds())
                        .containsExactlyInAnyOrder((long) ProtoOAExecutionType.ORDER_FILLED_VALUE, (long)
                                ProtoOAExecutionType.ORDER_PARTIAL_FILL_VALUE));
    }

    @Test
    void whatIsFetchedForAClosedDeliveryIsDropped() {
        Delivery delivery = delivery(1);
        delivery.offer(execution(1));
        delivery.offer(execution(2));
        executor.runAll();
        delivery.close();
        fetched.complete(new GapFiller.Fetched(List.of(execution(2)), true));
        executor.runAll();

        assertThat(events).containsExactly(execution(1));
        assertThat(delivery.pending()).isZero();
    }

    private Delivery delivery(int queueSize) {
        return new Delivery(
                Events.andGaps(SlowConsumer.CONFLATE, queueSize), sink, executor, loop, Environment.DEMO, deals -> {
                    missed.addAll(deals);
                    return fetched;
                });
    }
}
