package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.subscription.SpotSubscription.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotPlanTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NOBODY,     OFF,                -",
                "NOBODY,     ON,                 UNSUBSCRIBE",
                "NOBODY,     ON_WITH_TIMESTAMPS, UNSUBSCRIBE",
                "NOBODY,     UNSURE,             UNSUBSCRIBE",
                "PLAIN,      OFF,                SUBSCRIBE",
                "PLAIN,      ON,                 -",
                "PLAIN,      ON_WITH_TIMESTAMPS, -",
                "PLAIN,      UNSURE,             SUBSCRIBE",
                "TIMESTAMPS, OFF,                SUBSCRIBE_WITH_TIMESTAMPS",
                "TIMESTAMPS, ON,                 UNSUBSCRIBE",
                "TIMESTAMPS, ON_WITH_TIMESTAMPS, -",
                "TIMESTAMPS, UNSURE,             SUBSCRIBE_WITH_TIMESTAMPS",
                "BOTH,       OFF,                SUBSCRIBE_WITH_TIMESTAMPS",
                "BOTH,       ON,                 UNSUBSCRIBE",
                "BOTH,       ON_WITH_TIMESTAMPS, -",
            })
    void changesWhatStandsIntoWhatIsWanted(String wanted, Standing standing, SpotChange change) {
        SpotSubscription spot = spot(1, standing);
        if (wanted.equals("PLAIN") || wanted.equals("BOTH")) {
            spot.add(want(false));
        }
        if (wanted.equals("TIMESTAMPS") || wanted.equals("BOTH")) {
            spot.add(want(true));
        }

        assertThat(spot.change()).isEqualTo(change);
        SpotPlan.Step next = SpotPlan.next(List.of(spot));
        assertThat(next == null ? null : next.change()).isEqualTo(change);
    }

    @Test
    void asksForAtMostAHundredSymbolsAtOnce() {
        List<SpotSubscription> spots = new ArrayList<>();
        for (int symbolId = 1; symbolId <= 101; symbolId++) {
            spots.add(wanted(symbolId));
        }

        assertThat(nextSymbols(spots)).hasSize(100).startsWith(1L).endsWith(100L);
    }

    @Test
    void doesNotMixChangesAndUnsubscribesFirst() {
        SpotSubscription unwanted = spot(3, Standing.ON);

        SpotPlan.Step next = SpotPlan.next(List.of(wanted(1), wanted(2), unwanted));

        assertThat(next).isEqualTo(new SpotPlan.Step(SpotChange.UNSUBSCRIBE, List.of(unwanted)));
    }

    @Test
    void asksForSuspectsAloneAndLast() {
        SpotSubscription first = wanted(1);
        SpotSubscription second = wanted(2);
        first.splitOff();
        second.splitOff();

        assertThat(nextSymbols(List.of(first, second, wanted(3)))).containsExactly(3L);
        assertThat(nextSymbols(List.of(first, second))).containsExactly(1L);
    }

    @Test
    void leavesOutWhatWaitsForItsNextAttempt() {
        SpotSubscription waiting = wanted(1);
        waiting.block(() -> {});

        assertThat(SpotPlan.next(List.of(waiting))).isNull();
        assertThat(nextSymbols(List.of(waiting, wanted(2)))).containsExactly(2L);
    }

    private static List<Long> nextSymbols(List<SpotSubscription> spots) {
        SpotPlan.Step next = SpotPlan.next(spots);
        return next == null
                ? List.of()
                : next.spots().stream().map(SpotSubscription::symbolId).toList();
    }

    private static SpotSubscription wanted(long symbolId) {
        SpotSubscription spot = spot(symbolId, Standing.OFF);
        spot.add(want(false));
        return spot;
    }

    private static SpotSubscription spot(long symbolId, Standing standing) {
        SpotSubscription spot = new SpotSubscription(symbolId);
        spot.standing(standing);
        return spot;
    }

    private static SpotInterest want(boolean timestamps) {
        return new SpotInterest(timestamps, problem -> {
            throw problem;
        });
    }
}
