package io.github.camelctrader.client.journal;

import static io.github.camelctrader.client.journal.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryOrderJournalTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final VirtualLoop clock = new VirtualLoop();
    private final MemoryOrderJournal journal = new MemoryOrderJournal(clock);

    @Test
    void theNewestRecordOfEachOperationIsKept() {
        journal.write(record("a", Phase.SUBMITTED));
        journal.write(record("b", Phase.SUBMITTED));
        journal.write(record("a", Phase.DONE));

        assertThat(journal.open()).containsExactlyInAnyOrder(record("a", Phase.DONE), record("b", Phase.SUBMITTED));
    }

    @Test
    void anOperationThatWasThoughtToBeSettledMayBeOpenedAgain() {
        journal.write(record("a", Phase.ABSENT));
        journal.write(record("a", Phase.UNKNOWN));

        assertThat(journal.open()).containsExactly(record("a", Phase.UNKNOWN));
    }

    @Test
    void itOutlivesAClose() {
        journal.write(record("a", Phase.UNKNOWN));
        journal.close();

        assertThat(journal.open()).containsExactly(record("a", Phase.UNKNOWN));
    }

    @Test
    void noThreadKeepsTheOthersOut() {
        journal.bound(Environment.DEMO, new JournalBounds(WEEK, 2));
        writeElsewhere("a");
        journal.write(record("b", Phase.UNKNOWN));
        writeElsewhere("c");
        journal.open();
        writeElsewhere("d");

        assertThat(journal.open()).extracting(OrderRecord::operationId).containsExactly("a", "b", "c", "d");
    }

    private void writeElsewhere(String id) {
        assertThat(CompletableFuture.runAsync(() -> journal.write(record(id, Phase.UNKNOWN))))
                .succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void settledRecordsAreForgottenWithinTheBoundsAndOthersNever() {
        journal.bound(Environment.DEMO, new JournalBounds(WEEK, 2));
        for (String id : List.of("a", "b", "c")) {
            journal.write(record(id, Phase.DONE));
        }
        journal.write(record("resting", Phase.ACCEPTED));
        journal.write(record("unknown", Phase.UNKNOWN));
        assertThat(journal.open()).extracting(OrderRecord::operationId).containsExactly("b", "c", "resting", "unknown");

        clock.advance(WEEK.plusNanos(1));
        assertThat(journal.open()).extracting(OrderRecord::operationId).containsExactly("resting", "unknown");
    }
}
