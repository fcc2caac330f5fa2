package io.github.camelctrader.client.journal;

import static io.github.camelctrader.client.journal.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryOrderJournalTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final MemoryOrderJournal journal = new MemoryOrderJournal();

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
    void settledRecordsAreForgottenAfterAWeekAndOthersNever() {
        journal.write(record("done", Phase.DONE));
        journal.write(record("rejected", Phase.REJECTED, Duration.ofMillis(1)));
        journal.write(record("resting", Phase.ACCEPTED));
        journal.write(record("unknown", Phase.UNKNOWN));

        OrderRecord aWeekOn = record("late", Phase.DONE, WEEK.plusMillis(1));
        journal.write(aWeekOn);

        assertThat(journal.open())
                .extracting(OrderRecord::operationId)
                .containsExactlyInAnyOrder("rejected", "resting", "unknown", "late");
    }

    @Test
    void whatIsNotSettledMakesNothingForgotten() {
        journal.write(record("done", Phase.DONE));
        journal.write(record("next", Phase.SUBMITTED, WEEK.plusDays(1)));

        assertThat(journal.open()).hasSize(2);
    }

    @Test
    void theLongestUntouchedSettledRecordGoesWhenThereAreTooMany() {
        journal.write(record("unknown", Phase.UNKNOWN));
        for (int i = 0; i <= KeptRecords.MOST_SETTLED; i++) {
            journal.write(record("done-" + i, Phase.DONE));
        }

        assertThat(journal.open())
                .hasSize(KeptRecords.MOST_SETTLED + 1)
                .extracting(OrderRecord::operationId)
                .contains("unknown", "done-1")
                .doesNotContain("done-0");
    }
}
