package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.subscription.Subscription.Standing;
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
    void changesWhatStandsIntoWhatIsWanted(String wanted, Standing standing, SubscriptionChange change) {
        Subscription spot = spot(1, standing);
        if (wanted.equals("PLAIN") || wanted.equals("BOTH")) {
            spot.add(want(false));
        }
        if (wanted.equals("TIMESTAMPS") || wanted.equals("BOTH")) {
            spot.add(want(true));
        }

        assertThat(spot.change()).isEqualTo(change);
        SubscriptionPlan.Step next = SubscriptionPlan.next(List.of(spot), Topic.Kind.SPOTS);
        assertThat(next == null ? null : next.change()).isEqualTo(change);
    }

    @Test
    void asksForAtMostAHundredSymbolsAtOnce() {
        List<Subscription> spots = new ArrayList<>();
        for (int symbolId = 1; symbolId <= 101; symbolId++) {
            spots.add(wanted(symbolId));
        }

        assertThat(nextSymbols(spots)).hasSize(100).startsWith(1L).endsWith(100L);
    }

    @Test
    void doesNotMixChangesAndUnsubscribesFirst() {
        Subscription unwanted = spot(3, Standing.ON);

        SubscriptionPlan.Step next = SubscriptionPlan.next(List.of(wanted(1), wanted(2), unwanted), Topic.Kind.SPOTS);

        assertThat(next).isEqualTo(new SubscriptionPlan.Step(SubscriptionChange.UNSUBSCRIBE, List.of(unwanted)));
    }

    @Test
    void asksForSuspectsAloneAndLast() {
        Subscription first = wanted(1);
        Subscription second = wanted(2);
        first.splitOff();
        second.splitOff();

        assertThat(nextSymbols(List.of(first, second, wanted(3)))).containsExactly(3L);
        assertThat(nextSymbols(List.of(first, second))).containsExactly(1L);
    }

    @Test
    void leavesOutWhatWaitsForItsNextAttempt() {
        Subscription waiting = wanted(1);
        waiting.block(() -> {});

        assertThat(SubscriptionPlan.next(List.of(waiting), Topic.Kind.SPOTS)).isNull();
        assertThat(nextSymbols(List.of(waiting, wanted(2)))).containsExactly(2L);
    }

    private static List<Long> nextSymbols(List<Subscription> spots) {
        SubscriptionPlan.Step next = SubscriptionPlan.next(spots, Topic.Kind.SPOTS);
        return next == null
                ? List.of()
                : next.subscriptions().stream()
                        .map(subscription -> subscription.topic().symbolId())
                        .toList();
    }

    private static Subscription wanted(long symbolId) {
        Subscription spot = spot(symbolId, Standing.OFF);
        spot.add(want(false));
        return spot;
    }

    private static Subscription spot(long symbolId, Standing standing) {
        Subscription spot = new Subscription(Topic.spots(symbolId), null);
        spot.standing(standing);
        return spot;
    }

    private static SubscriptionInterest want(boolean timestamps) {
        return new SubscriptionInterest(timestamps, problem -> {
            throw problem;
        });
    }
}
