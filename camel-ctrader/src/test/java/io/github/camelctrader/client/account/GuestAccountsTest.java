package io.github.camelctrader.client.account;

import static io.github.camelctrader.client.account.ScriptedAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.request.Priority;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Accounts that only requests named: mistakes among them cost the others nothing. */
class GuestAccountsTest {
    private final AccountsHarness accounts = new AccountsHarness();
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;

    @Test
    void theRestoreDoesNotWaitForThemAndTheyFollowOneByOneBehindRequests() {
        accounts.mention(91, 92).use(17);
        CompletableFuture<Void> restored = sessions.restore();
        assertThat(server.only().priority()).isEqualTo(Priority.CONTROL);
        server.authorise(17);
        assertThat(restored).isCompleted();
        assertThat(server.waiting()).isEmpty();

        sessions.linkReady();
        assertThat(server.only().priority()).isEqualTo(Priority.QUERY);
        server.authorise(91);
        server.authorise(92);
        assertThat(sessions.verdict(92)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void oneIsAuthorisedWhenARequestAsksForItButNotBeforeTheOrdersOfOthers() {
        accounts.active(17);
        sessions.linkReady();
        accounts.mention(91);
        server.authorise(91);
        sessions.linkLost();
        sessions.restore();
        server.authorise(17);

        assertThat(sessions.verdict(91)).isEqualTo(Verdict.WAIT);
        assertThat(server.only().priority()).isEqualTo(Priority.SUBSCRIPTION);
        server.authorise(91);
        assertThat(sessions.verdict(91)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void oneThatIsRefusedIsToldSoAndForgottenAfterAWhile() {
        ready();
        accounts.mention(91);
        refuse(91);
        assertThat(sessions.verdict(91)).isEqualTo(Verdict.REFUSED);
        assertThat(known(sessions)).contains(91L);
        accounts.loop.advance(Duration.ofSeconds(30));

        assertThat(known(sessions)).doesNotContain(91L);
        assertThat(sessions.isKnown(91, accounts.grants.of(AccountTokens.of("token-91"))))
                .isFalse();
        accounts.loop.advance(Duration.ofHours(1));
        assertThat(server.waiting()).isEmpty();
        assertThat(accounts.loop.pendingTimers()).isZero();
    }

    @Test
    void oneThatNeverWorkedIsForgottenWithTheLinkUnlessSomebodyAskedForItJustNow() {
        ready();
        accounts.mention(91);
        server.authorisation(91).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(91, false, 1091));
        accounts.loop.advance(Duration.ofSeconds(59));
        accounts.mention(92);
        accounts.loop.advance(Duration.ofSeconds(1));
        sessions.linkLost();

        assertThat(known(sessions)).containsExactlyInAnyOrder(17L, 92L);
    }

    @Test
    void oneThatWorkedOrHasOrdersIsKept() {
        ready();
        accounts.mention(91, 92);
        server.authorise(91);
        accounts.upstairs.needed.add(92L);
        refuse(92);
        accounts.loop.advance(Duration.ofSeconds(50));
        sessions.linkLost();
        accounts.loop.advance(Duration.ofHours(1));

        assertThat(known(sessions)).containsExactlyInAnyOrder(17L, 91L, 92L);
    }

    @Test
    void oneThatAnEndpointNamesLaterIsAnAccountLikeOthers() {
        accounts.mention(91).use(91);
        CompletableFuture<Void> restored = sessions.restore();
        assertThat(restored).isNotDone();
        assertThat(server.only().priority()).isEqualTo(Priority.CONTROL);
    }

    @Test
    void theTokenOfAnEndpointReplacesTheOneOfAMistake() {
        accounts.mention(91);
        accounts.use(91, AccountTokens.of("right"));
        sessions.restore();

        assertThat(accounts.tokenTried(91)).isEqualTo("right");
    }

    @Test
    void aThousandAreKeptAndTheIdlestGoesWhenAnotherComes() {
        ready();
        accounts.mention(LongStream.range(1000, 2000).toArray());
        assertThatThrownBy(() -> accounts.mention(5000))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("1000 accounts");
        accounts.loop.advance(Duration.ofMinutes(1));
        sessions.verdict(1000);
        accounts.mention(5000);

        assertThat(known(sessions)).hasSize(1001).contains(1000L, 5000L);
    }

    private void ready() {
        accounts.active(17);
        sessions.linkReady();
    }

    private void refuse(long accountId) {
        server.authorisation(accountId).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(17, false, 1017));
    }

    private static List<Long> known(AccountStates sessions) {
        return sessions.statuses().stream().map(AccountStatus::accountId).toList();
    }
}
