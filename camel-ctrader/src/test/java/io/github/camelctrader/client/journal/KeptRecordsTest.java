package io.github.camelctrader.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which records are forgotten, and when. */
class KeptRecordsTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final VirtualLoop clock = new VirtualLoop();
    private final KeptRecords kept = new KeptRecords(new JournalBounds(WEEK, 2), clock);

    @Test
    void whatSettledOnceMoreIsYoungerThanWhatSettledBefore() {
        put("again", Phase.NOT_SENT, Duration.ZERO);
        put("old", Phase.DONE, Duration.ZERO);
        put("again", Phase.DONE, Duration.ZERO);
        put("new", Phase.DONE, Duration.ZERO);

        assertThat(kept.all()).extracting(OrderRecord::operationId).containsExactly("again", "new");
    }

    @Test
    void itsSizeCountsAllThatItKeepsAndNothingElse() {
        put("unknown", Phase.UNKNOWN, Duration.ZERO);
        put("one", Phase.DONE, Duration.ZERO);
        put("two", Phase.DONE, Duration.ZERO);
        put("three", Phase.DONE, Duration.ZERO);
        assertThat(kept.size()).isEqualTo(3);

        kept.bound(Environment.DEMO, new JournalBounds(WEEK, 1));
        assertThat(kept.size()).isEqualTo(2);
        put("three", Phase.UNKNOWN, Duration.ZERO);
        assertThat(kept.size()).isEqualTo(2);
        put("four", Phase.DONE, Duration.ZERO);
        kept.clear();
        assertThat(kept.size()).isZero();
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void whatIsNotSettledHasNoBoundAndNoAge() {
        put("resting", Phase.ACCEPTED, Duration.ZERO);
        put("unknown", Phase.UNKNOWN, Duration.ZERO);
        put("submitted", Phase.SUBMITTED, Duration.ZERO);
        clock.advance(WEEK.multipliedBy(100));
        put("done", Phase.DONE, Duration.ZERO);

        assertThat(kept.all())
                .extracting(OrderRecord::operationId)
                .containsExactly("done", "resting", "unknown", "submitted");
    }

    @Test
    void theAgeIsTheTimeThatTheWriterRan() {
        put("old", Phase.DONE, Duration.ZERO);
        clock.advance(Duration.ofSeconds(1));
        put("young", Phase.DONE, Duration.ZERO);
        clock.advance(WEEK.minusSeconds(1));
        assertThat(kept.all()).extracting(OrderRecord::operationId).containsExactly("old", "young");

        clock.advance(Duration.ofNanos(1));
        assertThat(kept.all()).extracting(OrderRecord::operationId).containsExactly("young");
        clock.advance(Duration.ofSeconds(1));
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void clocksThatWereSetMakeNothingForgottenAndKeepNothingForEver() {
        put("of the future", Phase.DONE, Duration.ofDays(4000));
        put("of the past", Phase.DONE, Duration.ofDays(-4000));
        assertThat(kept.all()).hasSize(2);

        clock.advance(WEEK.plusNanos(1));
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void eachEnvironmentHasBoundsOfItsOwn() {
        kept.bound(Environment.LIVE, new JournalBounds(WEEK.multipliedBy(2), 3));
        for (int i = 0; i < 5; i++) {
            OrderRecord demo = Records.record("done-" + i, Phase.DONE);
            kept.put(demo);
            kept.put(OrderRecord.submitted(Environment.LIVE, 17, "done-" + i, demo.request(), Records.START)
                    .next(Phase.DONE, Records.START, null, null, null));
        }
        assertThat(kept.all())
                .extracting(record -> record.environment() + " " + record.operationId())
                .containsExactlyInAnyOrder("demo done-3", "demo done-4", "live done-2", "live done-3", "live done-4");

        clock.advance(WEEK.plusNanos(1));
        assertThat(kept.all()).extracting(OrderRecord::environment).containsOnly(Environment.LIVE);
        kept.bound(Environment.LIVE, new JournalBounds(WEEK.multipliedBy(2), 1));
        assertThat(kept.all()).extracting(OrderRecord::operationId).containsExactly("done-4");
    }

    private void put(String id, Phase phase, Duration age) {
        kept.put(Records.record(id, phase, age));
    }
}
