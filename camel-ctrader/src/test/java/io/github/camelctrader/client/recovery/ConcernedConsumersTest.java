package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.recovery.OutageTracker.Over;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which interruptions a consumer is told that named its accounts, or wants no executions, and of which it is not. */
class ConcernedConsumersTest {
    private static final long ONE = 1;
    private static final long TWO = 2;
    private static final long FOREIGN = 3;
    private static final long BEGIN = 5;
    private static final Outage FIRST = new Outage(10, "first");
    private static final Outage SECOND = new Outage(20, "second");
    private static final Outage RENEWAL = Outage.brief(30, "renewal");

    private final List<Over> reports = new ArrayList<>();
    private final OutageTracker named =
            new OutageTracker(accountId -> accountId != FOREIGN, false, true, BEGIN, reports::add);
    private final OutageTracker quotes = new OutageTracker(accountId -> true, true, false, BEGIN, reports::add);

    @Test
    void accountsThatItDidNotNameAreNoneOfItsConcern() {
        named.begin(Set.of(ONE), true, null);
        named.accountRefused(FOREIGN, FIRST);
        named.accountLost(FOREIGN, FIRST);
        named.linkLost(FIRST);
        named.accountRestored(FOREIGN);
        named.looked(FOREIGN, true);
        named.ready();
        assertThat(reports).as("its own account is not back").isEmpty();

        named.accountRestored(ONE);
        named.looked(ONE, true);
        named.wasAway(SECOND, Set.of(ONE));
        assertThat(reports)
                .containsExactly(new Over(Set.of(ONE), FIRST, true, false), new Over(Set.of(ONE), SECOND, true, false));
    }

    @Test
    void whatAnEarlierLinkShowedIsNoReportOfTheNextOne() {
        named.begin(Set.of(ONE), true, null);
        named.linkLost(FIRST);
        named.accountRestored(ONE);
        named.looked(ONE, true);
        named.linkLost(SECOND);
        named.ready();

        assertThat(reports).as("the account is not back").isEmpty();
    }

    @Test
    void anAccountThatComesIntoUseWhileTheLinkIsLostIsInterruptedSinceTheLinkIs() {
        named.begin(Set.of(ONE), true, null);
        named.linkLost(FIRST);
        named.linkLost(SECOND);
        named.accountRestored(TWO);
        named.ready();
        named.looked(TWO, true);

        assertThat(reports).containsExactly(new Over(Set.of(TWO), FIRST, true, false));
    }

    @Test
    void anAccountThatComesIntoUseOnceTheLinkIsBackWasNotInterrupted() {
        named.begin(Set.of(ONE), true, null);
        named.linkLost(FIRST);
        named.accountRestored(ONE);
        named.ready();
        named.looked(ONE, true);
        reports.clear();
        named.accountRestored(TWO);
        named.looked(TWO, true);

        assertThat(reports).isEmpty();
    }

    @Test
    void whoHearsOfAllAccountsIsToldOnceOfALostLink() {
        quotes.begin(Set.of(ONE), true, null);
        quotes.linkLost(FIRST);
        quotes.accountRestored(ONE);
        quotes.ready();

        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, false, false));
    }

    @Test
    void whoBeganWhileTheLinkWasLostIsNotToldWhereNoAccountIsInUse() {
        quotes.begin(Set.of(), false, FIRST);
        quotes.ready();

        assertThat(reports).isEmpty();
    }

    @Test
    void whoWantsNoExecutionsIsToldAtOnceAndNotOfWhatARenewalHid() {
        quotes.begin(Set.of(ONE), true, null);
        quotes.accountLost(ONE, FIRST);
        quotes.accountRestored(ONE);
        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, false, false));
        quotes.looked(ONE, true);
        quotes.accountLost(ONE, RENEWAL);
        quotes.accountRestored(ONE);

        assertThat(reports).hasSize(1);
    }

    @Test
    void whatALookDecidedEndsWithTheLastOne() {
        named.begin(Set.of(ONE), true, null);
        named.accountLost(ONE, FIRST);
        named.accountRestored(ONE);
        named.given(ONE);
        named.notGiven(ONE);
        named.looked(ONE, true);
        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, false, false));
        named.lookedForTheLastTime(ONE);
        reports.clear();

        named.accountLost(ONE, RENEWAL);
        named.accountRestored(ONE);
        named.looked(ONE, true);
        assertThat(reports).as("a renewal that hid nothing").isEmpty();
        named.accountLost(ONE, SECOND);
        named.accountRestored(ONE);
        named.looked(ONE, true);
        assertThat(reports).containsExactly(new Over(Set.of(ONE), SECOND, true, false));
    }

    @Test
    void itBeganMeanwhileOnlyWhereHistoryIsLookedAtForAnInterruptionThatLastedThen() {
        named.begin(Set.of(ONE), true, null);
        assertThat(named.beganMeanwhile(ONE)).as("nothing is looked at").isFalse();
        named.accountLost(ONE, FIRST);
        named.accountRestored(ONE);
        assertThat(named.beganMeanwhile(ONE)).as("it was there before").isFalse();
        named.accountRefused(TWO, FIRST);
        named.accountRestored(TWO);
        assertThat(named.beganMeanwhile(TWO)).isTrue();
    }
}
