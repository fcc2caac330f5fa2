package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which interruptions are reported, when, and from when on they lasted. */
class InterruptionsTest {
    private static final long ONE = 1;
    private static final long TWO = 2;
    private static final Outage FIRST = outage(10);
    private static final Outage SECOND = outage(20);

    private final List<Reported> reports = new ArrayList<>();
    private final Interruptions interruptions =
            new Interruptions((accounts, filled, link) -> reports.add(new Reported(accounts, filled, link)));

    private record Reported(
            Map<Long, Outage> accounts,
            Map<Long, Boolean> filled,
            @Nullable Outage link) {}

    @Test
    void whatHappenedBeforeTheConnectionWasReadyOnceIsNotReportedLaterEither() {
        interruptions.accountRestored(ONE, false);
        interruptions.linkLost(FIRST);
        interruptions.accountRestored(ONE, true);
        interruptions.ready();
        assertThat(reports).isEmpty();

        interruptions.linkLost(SECOND);
        interruptions.accountRestored(ONE, true);
        interruptions.ready();
        assertThat(reports).containsExactly(new Reported(Map.of(ONE, SECOND), Map.of(ONE, true), SECOND));
    }

    @Test
    void severalAttemptsAreOneInterruptionThatLastsSinceTheFirst() {
        begin(ONE);
        interruptions.linkLost(FIRST);
        interruptions.accountRestored(ONE, false);
        interruptions.linkLost(SECOND);
        assertThat(interruptions.outageOf(ONE)).isEqualTo(FIRST);
        interruptions.accountRestored(ONE, true);
        interruptions.ready();

        assertThat(reports).containsExactly(new Reported(Map.of(ONE, FIRST), Map.of(ONE, true), FIRST));
        assertThat(interruptions.outageOf(ONE)).isNull();
    }

    @Test
    void anAccountThatComesBackLaterHasAReportOfItsOwn() {
        begin(ONE, TWO);
        interruptions.linkLost(FIRST);
        interruptions.accountRestored(ONE, true);
        interruptions.ready();
        interruptions.accountRestored(TWO, false);

        assertThat(reports)
                .containsExactly(
                        new Reported(Map.of(ONE, FIRST), Map.of(ONE, true), FIRST),
                        new Reported(Map.of(TWO, FIRST), Map.of(TWO, false), null));
    }

    @Test
    void aSessionThatIsLostTwiceIsOneInterruption() {
        begin(ONE, TWO);
        interruptions.accountLost(ONE, Instant.ofEpochSecond(30));
        interruptions.accountLost(ONE, Instant.ofEpochSecond(40));
        interruptions.accountRestored(ONE, true);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.accounts()).containsOnlyKeys(ONE);
            assertThat(report.accounts().values()).extracting(Outage::from).containsExactly(Instant.ofEpochSecond(30));
            assertThat(report.link()).isNull();
        });
    }

    private void begin(Long... accounts) {
        for (long accountId : accounts) {
            interruptions.accountRestored(accountId, false);
        }
        interruptions.ready();
    }

    private static Outage outage(long second) {
        return new Outage(Instant.ofEpochSecond(second), Instant.ofEpochSecond(second), "cut " + second);
    }
}
