package io.github.camelctrader.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which records are forgotten first. */
class KeptRecordsTest {
    private final KeptRecords kept = new KeptRecords(Duration.ofDays(7), 2);

    @Test
    void whatSettledOnceMoreIsYoungerThanWhatSettledBefore() {
        put("again", Phase.NOT_SENT, 0);
        put("old", Phase.DONE, 1);
        put("again", Phase.DONE, 2);
        put("new", Phase.DONE, 3);

        assertThat(kept.all()).extracting(OrderRecord::operationId).containsExactly("again", "new");
    }

    @Test
    void whatIsNotSettledHasNoBoundAndNoAge() {
        put("resting", Phase.ACCEPTED, 0);
        put("unknown", Phase.UNKNOWN, 0);
        put("submitted", Phase.SUBMITTED, 0);
        put("done", Phase.DONE, Duration.ofDays(30).toSeconds());

        assertThat(kept.all())
                .extracting(OrderRecord::operationId)
                .containsExactly("done", "resting", "unknown", "submitted");
    }

    private void put(String id, Phase phase, long second) {
        kept.put(Records.record(id, phase, Duration.ofSeconds(second)));
    }
}
