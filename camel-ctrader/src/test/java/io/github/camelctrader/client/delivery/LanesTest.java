package io.github.camelctrader.client.delivery;

import static io.github.camelctrader.client.delivery.Events.ACCOUNT;
import static io.github.camelctrader.client.delivery.Events.execution;
import static io.github.camelctrader.client.delivery.Events.spot;
import static io.github.camelctrader.client.delivery.Events.spotBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Instant start = loop.now();

    @Nested
    class Lossless {
        private final LosslessLane lane = new LosslessLane(3, false, Environment.DEMO, loop, "for a slow consumer");

        @Test
        void keepsTheOrder() {
            lane.add(execution(1));
            lane.add(execution(2));
            assertThat(lane.size()).isEqualTo(2);
            assertThat(lane.poll()).isEqualTo(execution(1));
            lane.add(execution(3));
            assertThat(lane.poll()).isEqualTo(execution(2));
            assertThat(lane.poll()).isEqualTo(execution(3));
            assertThat(lane.poll()).isNull();
        }

        @Test
        void atItsBoundTakesNothingUntilDrainedAndThenSaysSoOnce() {
            add(1, 2, 3);
            loop.advance(Duration.ofSeconds(1));
            add(4, 5);
            assertThat(lane.poll()).isEqualTo(execution(1));
            add(6);
            assertThat(lane.poll()).isEqualTo(execution(2));
            assertThat(lane.poll()).isEqualTo(execution(3));
            loop.advance(Duration.ofSeconds(1));
            assertThat(lane.size()).isEqualTo(1);
            assertThat(gapOf(lane.poll()))
                    .isEqualTo(new GapEvent(
                            Environment.DEMO,
                            start,
                            start.plusSeconds(2),
                            List.of(ACCOUNT),
                            List.of(),
                            3,
                            false,
                            "queueSize = 3 events waited for a slow consumer, those that followed were not kept"));
            assertThat(lane.poll()).isNull();

            add(7);
            assertThat(lane.poll()).isEqualTo(execution(7));
            assertThat(lane.missed()).isEqualTo(3);
        }

        @Test
        void moreDealsThanCanBeFetchedLeaveTheGapUnfilled() {
            LosslessLane filled = new LosslessLane(1, true, Environment.DEMO, loop, "for a slow consumer");
            for (long i = 0; i <= GapBuilder.MOST_DEALS + 1; i++) {
                filled.add(execution(i));
            }
            assertThat(filled.poll()).isEqualTo(execution(0));
            assertThat(filled.poll()).isNull();
            GapBuilder gap = Objects.requireNonNull(filled.toFill());
            assertThat(filled.toFill()).as("given out once").isNull();
            assertThat(gap.deals()).hasSize(1);
            assertThat(gap.deals().get(0).dealIds()).hasSize(GapBuilder.MOST_DEALS);

            filled.fill(List.of(), true);
            assertThat(gapOf(filled.poll()).filled()).isFalse();
            assertThat(filled.isReady()).isFalse();
        }

        @Test
        void aSecondGapStandsOnItsOwn() {
            add(1, 2, 3, 4);
            while (lane.poll() != null) {
                // drains the first gap with the rest
            }
            loop.advance(Duration.ofSeconds(5));
            add(5, 6, 7, 8);
            assertThat(drain(lane)).hasSize(4).last().satisfies(event -> {
                assertThat(gapOf(event).missed()).isEqualTo(1);
                assertThat(gapOf(event).from()).isEqualTo(start.plusSeconds(5));
            });
        }

        @Test
        void aGapThatMayConcernAnyAccountNamesNone() {
            add(1, 2, 3, 4);
            lane.add(execution(0, 5));
            assertThat(gapOf(drain(lane).get(3)).accounts()).isEmpty();
        }

        @Test
        void whatWasNotKeptOrIsThrownAwayCountsAsNotDealtWith() {
            List<String> told = new ArrayList<>();
            for (long number = 1; number <= 5; number++) {
                long each = number;
                lane.add(execution(number).whenHandled(completed -> told.add(each + " " + completed)));
            }
            assertThat(told).as("beyond the bound").containsExactly("4 false", "5 false");
            lane.poll();
            assertThat(told).as("whoever has it says so").hasSize(2);

            lane.clear();
            assertThat(told).containsExactly("4 false", "5 false", "2 false", "3 false");
            lane.clear();
            assertThat(told).hasSize(4);
        }

        private void add(long... numbers) {
            for (long number : numbers) {
                lane.add(execution(number));
            }
        }

        private List<ClientEvent> drain(LosslessLane lane) {
            List<ClientEvent> events = new ArrayList<>();
            for (ClientEvent event = lane.poll(); event != null; event = lane.poll()) {
                events.add(event);
            }
            return events;
        }
    }

    @Nested
    class Queued {
        private final QueueLane lane = new QueueLane(2, Environment.LIVE, loop, "for a slow consumer");

        @Test
        void keepsEveryQuoteInOrder() {
            lane.add(spot(1, 10, 11));
            lane.add(spot(1, 12, 13));
            assertThat(lane.poll()).isEqualTo(spot(1, 10, 11));
            lane.add(spot(2, 20, 21));
            assertThat(lane.poll()).isEqualTo(spot(1, 12, 13));
            assertThat(lane.poll()).isEqualTo(spot(2, 20, 21));
            assertThat(lane.poll()).isNull();
            assertThat(lane.missed()).isZero();
        }

        @Test
        void dropsTheOldestAndTellsOfAllOnceBeforeTheNextQuote() {
            loop.advance(Duration.ofSeconds(1));
            lane.add(spot(1, 10, 11));
            loop.advance(Duration.ofSeconds(1));
            assertThat(lane.poll()).isEqualTo(spot(1, 10, 11));
            for (int symbolId = 2; symbolId <= 6; symbolId++) {
                loop.advance(Duration.ofSeconds(1));
                lane.add(spot(symbolId, 10, 11));
            }
            assertThat(lane.size()).as("two quotes and one gap").isEqualTo(3);
            assertThat(gapOf(lane.poll()))
                    .isEqualTo(new GapEvent(
                            Environment.LIVE,
                            start.plusSeconds(1),
                            start.plusSeconds(6),
                            List.of(ACCOUNT),
                            List.of(2L, 3L, 4L),
                            3,
                            false,
                            "queueSize = 2 quotes waited for a slow consumer, the oldest were dropped"));
            assertThat(lane.poll()).isEqualTo(spot(5, 10, 11));
            assertThat(lane.poll()).isEqualTo(spot(6, 10, 11));
            assertThat(lane.poll()).isNull();
            assertThat(lane.missed()).isEqualTo(3);
        }
    }

    @Nested
    class Conflating {
        private final ConflatingLane lane = new ConflatingLane();

        @Test
        void leavesASingleUpdateAsItIs() {
            ClientEvent event = spot(spotBody(1).setBid(10).build(), new Quote(10L, 11L));
            lane.add(event);
            assertThat(lane.poll()).isSameAs(event);
            assertThat(lane.poll()).isNull();
        }

        @Test
        void mergesUpdatesOfASymbolWithoutLosingItsPlace() {
            lane.add(spot(spotBody(1).setBid(10).setTimestamp(100).build(), new Quote(10L, 9L)));
            lane.add(spot(2, 20, 21));
            lane.add(spot(spotBody(1).setBid(12).setTimestamp(101).build(), new Quote(12L, 9L)));
            lane.add(spot(spotBody(1).setBid(13).build(), new Quote(13L, 9L)));
            assertThat(lane.size()).isEqualTo(2);

            assertThat(lane.poll()).isNotNull().satisfies(event -> {
                assertThat(event.body())
                        .as("with the side that moved before")
                        .isEqualTo(spotBody(1)
                                .setBid(13)
                                .setAsk(9)
                                .setTimestamp(101)
                                .build());
                assertThat(event.quote()).isEqualTo(new Quote(13L, 9L));
                assertThat(event.timestamp()).isEqualTo(101);
                assertThat(event.conflated()).isEqualTo(3);
            });
            assertThat(lane.poll()).isEqualTo(spot(2, 20, 21));
            assertThat(lane.size()).isZero();
        }

        @Test
        void startsAnewOnceASlotWasTaken() {
            lane.add(spot(1, 10, 11));
            lane.add(spot(1, 12, 13));
            lane.poll();
            lane.add(spot(1, 14, 15));
            assertThat(lane.poll()).isEqualTo(spot(1, 14, 15));
        }

        @Test
        void aSideFromBeforeALostLinkIsNotPairedWithOneFromAfter() {
            lane.add(spot(1, 10, 11));
            lane.add(spot(spotBody(1).setAsk(21).build(), new Quote(null, 21L)));
            assertThat(lane.poll())
                    .isNotNull()
                    .extracting(ClientEvent::body)
                    .isEqualTo(spotBody(1).setAsk(21).build());
        }

        @Test
        void mergesBarsAndCountsUpdatesThatWereMergedBefore() {
            ProtoOATrendbar bar = ProtoOATrendbar.newBuilder()
                    .setPeriod(ProtoOATrendbarPeriod.M1)
                    .setVolume(1)
                    .build();
            lane.add(spot(spotBody(1).addTrendbar(bar).build(), Quote.UNKNOWN));
            lane.add(spot(1, 10, 11).merged(spotBody(1).setBid(10).build(), new Quote(10L, 11L), null, 4));
            assertThat(lane.poll()).isNotNull().satisfies(event -> {
                assertThat(((ProtoOASpotEvent) event.body()).getTrendbarList()).containsExactly(bar);
                assertThat(event.conflated()).isEqualTo(5);
                assertThat(event.timestamp()).isNull();
            });
        }

        @Test
        void keepsTheSameSymbolIdOfTwoAccountsApart() {
            ClientEvent other =
                    spot(spotBody(1).setCtidTraderAccountId(8).setBid(5).build(), new Quote(5L, null));
            lane.add(spot(1, 10, 11));
            lane.add(other);
            assertThat(lane.poll()).isEqualTo(spot(1, 10, 11));
            assertThat(lane.poll()).isEqualTo(other);
        }
    }

    private static GapEvent gapOf(@Nullable ClientEvent event) {
        if (event == null) {
            throw new AssertionError("nothing waits");
        }
        assertThat(event.messageType()).isEqualTo("GapEvent");
        return (GapEvent) event.body();
    }
}
