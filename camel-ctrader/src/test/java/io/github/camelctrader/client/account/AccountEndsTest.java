package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.request.AccountGate.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Sessions of accounts that end: by the will of their user, or again and again without it. */
class AccountEndsTest {
    private final AccountsHarness accounts = new AccountsHarness();
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;

    @Test
    void anAccountThatItsUserLoggedOutRestsUntilItIsUsedAgain() {
        accounts.use(17);
        sessions.restore();
        server.authorise(17);
        sessions.leaving(17);
        assertThat(sessions.reportedLost(17)).isTrue();
        sessions.left(17, true);
        assertThat(sessions.reportedLost(17)).isTrue();
        sessions.linkLost();
        sessions.restore();
        assertThat(server.waiting()).isEmpty();

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aLogoutThatTheServerRefusedChangesNothing() {
        accounts.use(17);
        sessions.restore();
        server.authorise(17);
        sessions.leaving(17);
        sessions.left(17, false);
        sessions.reportedLost(17);

        assertThat(accounts.tokenTried(17)).isEqualTo("token-17");
    }

    @Test
    void aLogoutThatWaitsForTheNextLinkIsNoLostSessionOnIt() {
        accounts.active(17);
        sessions.leaving(17);
        sessions.linkLost();
        sessions.restore();
        server.authorise(17);

        assertThat(sessions.reportedLost(17)).isTrue();
        assertThat(server.waiting()).isEmpty();
    }

    @Test
    void aSessionThatEndsNowAndThenIsRenewedAtOnceEachTime() {
        accounts.active(17);
        for (int end = 0; end < 5; end++) {
            accounts.loop.advance(Duration.ofSeconds(5));
            sessions.reportedLost(17);
            server.authorise(17);
        }

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aSessionThatEndsAgainAndAgainIsNotRenewedAtOnceForEver() {
        accounts.use(17);
        sessions.restore();
        server.authorise(17);
        int atOnce = 0;
        while (atOnce < 10) {
            sessions.reportedLost(17);
            if (server.waiting().isEmpty()) {
                break;
            }
            atOnce++;
            server.authorise(17);
        }
        assertThat(atOnce).isBetween(1, 3);
        accounts.loop.advance(Duration.ofSeconds(2));
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aRefusedAccountIsLookedAtAgainAlthoughNobodyAsks() {
        accounts.active(17);
        sessions.reportedLost(17);
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        accounts.loop.advance(Duration.ofMinutes(1));
        server.authorise(17);

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void anAccountWhoseSessionEndsWhileItIsRestoredHoldsTheOthersUpOnlyOnce() {
        accounts.upstairs.restoresAtOnce = false;
        accounts.use(17, 18);
        CompletableFuture<Void> restored = sessions.restore();
        server.authorise(18);
        Objects.requireNonNull(accounts.upstairs.restoring.get(18L)).complete(null);
        server.authorise(17);
        assertThat(restored).isNotDone();
        sessions.reportedLost(17);

        assertThat(restored).isCompleted();
        assertThat(sessions.verdict(18)).isEqualTo(Verdict.OPEN);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
    }

    @Test
    void everyEndBeforeAnAccountIsUsableCountsTowardsItsBackOff() {
        accounts.upstairs.restoresAtOnce = false;
        accounts.use(17);
        sessions.restore();
        accounts.loop.advance(Duration.ofMinutes(1));
        int authorised = 0;
        for (int second = 0; second < 60; second++) {
            while (!server.waiting().isEmpty()) {
                server.authorise(17);
                authorised++;
                sessions.reportedLost(17);
            }
            accounts.loop.advance(Duration.ofSeconds(1));
        }

        assertThat(authorised).isBetween(5, 10);
    }

    @Test
    void aSessionThatRequestsFindEndedAgainAndAgainHasTheSameBackOff() {
        accounts.active(17);
        assertThat(sessions.sessionLost(17)).isTrue();
        server.authorise(17);
        assertThat(sessions.sessionLost(17)).isTrue();

        assertThat(server.waiting()).isEmpty();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        accounts.loop.advance(Duration.ofSeconds(2));
        server.authorise(17);
    }
}
