package io.github.camelctrader.client.account;

import static io.github.camelctrader.client.account.ScriptedAccounts.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.Failures;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.NotSentException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Those who need an account for more than one request are told when it can be used, or that it cannot. */
class AccountWaitersTest {
    private final AccountsHarness accounts = new AccountsHarness();
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;

    @Test
    void anAccountIsWaitedForUntilItsSubscriptionsAreInPlace() {
        accounts.upstairs.restoresAtOnce = false;
        CompletableFuture<Void> early = waitFor17();
        sessions.restore();
        assertThat(sessions.isAuthorised(17)).isFalse();
        server.authorise(17);
        CompletableFuture<Void> late = waitFor17();
        assertThat(sessions.isAuthorised(17)).isTrue();
        assertThat(early).isNotDone();
        assertThat(late).isNotDone();

        Objects.requireNonNull(accounts.upstairs.restoring.get(17L)).complete(null);
        assertThat(early).isCompleted();
        assertThat(late).isCompleted();
        assertThat(waitFor17()).isCompleted();
        assertThat(sessions.isAuthorised(17)).isTrue();
    }

    @Test
    void anAccountThatNobodyMadeKnownIsNotWaitedFor() {
        assertThat(sessions.whenUsable(99)).isCompleted();
        assertThat(sessions.isAuthorised(99)).isFalse();
    }

    @Test
    void aRefusedAccountIsWaitedForInVain() {
        CompletableFuture<Void> early = waitFor17();
        sessions.restore();
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");

        assertThat(Failures.of(early)).isInstanceOf(AuthenticationException.class);
        assertThat(Failures.of(waitFor17())).isInstanceOf(AuthenticationException.class);
        assertThat(sessions.isAuthorised(17)).isFalse();

        accounts.use(17, AccountTokens.of("fresh"));
        CompletableFuture<Void> later = sessions.whenUsable(17);
        assertThat(later).isNotDone();
        server.authorise(17);
        assertThat(later).isCompleted();
    }

    @Test
    void anAccountUnderMaintenanceIsWaitedForInVainUntilItIsTriedAgain() {
        CompletableFuture<Void> early = waitFor17();
        sessions.restore();
        server.authorisation(17).refuse("SERVER_IS_UNDER_MAINTENANCE");
        assertThat(Failures.of(early)).isInstanceOf(MaintenanceException.class);
        assertThat(Failures.of(waitFor17())).isInstanceOf(MaintenanceException.class);

        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        CompletableFuture<Void> later = waitFor17();
        server.authorise(17);
        assertThat(later).isCompleted();
    }

    @Test
    void aPassingCauseIsWaitedThrough() {
        CompletableFuture<Void> waiting = waitFor17();
        sessions.restore();
        server.authorisation(17).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(ScriptedAccounts.account(17, false, 1017));
        assertThat(waiting).isNotDone();
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        server.authorise(17);

        assertThat(waiting).isCompleted();
    }

    @Test
    void aLostLinkIsWaitedThroughAndALongAbsenceIsTold() {
        CompletableFuture<Void> waiting = waitFor17();
        sessions.restore();
        sessions.linkLost();
        assertThat(waiting).isNotDone();
        sessions.refuseWaiting(() -> new NotSentException("the secret is wrong", null));
        assertThat(Failures.of(waiting)).hasMessage("the secret is wrong");
        CompletableFuture<Void> hopeful = waitFor17();
        assertThat(hopeful).as("whether that is in vain is asked before").isNotDone();

        sessions.restore();
        CompletableFuture<Void> later = waitFor17();
        assertThat(later).isNotDone();
        server.waiting()
                .get(server.waiting().size() - 1)
                .refuse(error("ALREADY_LOGGED_IN", null).build());
        assertThat(later).isCompleted();
        assertThat(hopeful).isCompleted();
    }

    private CompletableFuture<Void> waitFor17() {
        accounts.use(17);
        return sessions.whenUsable(17);
    }
}
