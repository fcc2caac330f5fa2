package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.request.Priority;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Authorisation on every link anew, one attempt at a time. */
class AccountStatesTest {
    private final AccountsHarness accounts = new AccountsHarness();
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;
    private final AccountsHarness.Upstairs upstairs = accounts.upstairs;

    @Test
    void anAccountIsUsableOnceItIsAuthorisedAndItsSubscriptionsAreInPlace() {
        upstairs.restoresAtOnce = false;
        accounts.use(17);
        assertThat(server.sent()).as("without a link").isZero();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

        CompletableFuture<Void> restored = sessions.restore();
        assertThat(server.authorisation(17).priority()).isEqualTo(Priority.CONTROL);
        assertThat(server.authorisation(17).request())
                .isEqualTo(ProtoOAAccountAuthReq.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setAccessToken("token-17")
                        .build());
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

        server.authorise(17);
        assertThat(upstairs.told).containsExactly("authorised 17");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        assertThat(restored).isNotDone();

        Objects.requireNonNull(upstairs.restoring.get(17L)).complete(null);
        assertThat(upstairs.told).containsExactly("authorised 17", "settled 17");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        assertThat(restored).isCompleted();
    }

    @Test
    void anAccountThatIsLoggedInAlreadyIsAuthorised() {
        accounts.use(17);
        CompletableFuture<Void> restored = sessions.restore();
        server.authorisation(17).refuse("ALREADY_LOGGED_IN");

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        assertThat(restored).isCompleted();
        assertThat(server.waiting()).isEmpty();
    }

    @Test
    void subscriptionsThatCannotBePutInPlaceDoNotCloseTheAccount() {
        upstairs.restoresAtOnce = false;
        accounts.use(17);
        CompletableFuture<Void> restored = sessions.restore();
        server.authorise(17);
        Objects.requireNonNull(upstairs.restoring.get(17L)).completeExceptionally(new NotSentException("x", null));

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        assertThat(restored).isCompleted();
    }

    @Test
    void anAccountThatIsNotAnsweredKeepsOthersWaitingForAMomentOnlyFromTheLastAnswerOn() {
        accounts.use(17, 18, 19);
        CompletableFuture<Void> restored = sessions.restore();
        accounts.loop.advance(AccountRestoration.MOMENT.multipliedBy(2));
        assertThat(restored).as("nothing works").isNotDone();
        server.authorise(17);
        accounts.loop.advance(AccountRestoration.MOMENT.minusNanos(1));
        server.authorise(18);
        accounts.loop.advance(AccountRestoration.MOMENT.minusNanos(1));
        assertThat(restored).as("answers come").isNotDone();
        accounts.loop.advance(Duration.ofNanos(1));
        assertThat(restored).isCompleted();
        assertThat(sessions.verdict(19)).isEqualTo(Verdict.WAIT);

        server.authorise(19);
        assertThat(sessions.verdict(19)).isEqualTo(Verdict.OPEN);
        assertThat(accounts.loop.pendingTimers()).isZero();
    }

    @Test
    void subscriptionsOfOneAccountAreWaitedForAlthoughAnotherIsNotAnswered() {
        upstairs.restoresAtOnce = false;
        accounts.use(17, 18);
        CompletableFuture<Void> restored = sessions.restore();
        server.authorise(17);
        accounts.loop.advance(AccountRestoration.MOMENT);
        assertThat(restored).isNotDone();
        Objects.requireNonNull(upstairs.restoring.get(17L)).complete(null);
        accounts.loop.advance(AccountRestoration.MOMENT);

        assertThat(restored).isCompleted();
    }

    @Test
    void withoutAccountsThereIsNothingToRestore() {
        assertThat(sessions.restore()).isCompleted();
    }

    @Test
    void requestsOfAnAccountThatNobodyMadeKnownMayGo() {
        sessions.restore();

        assertThat(sessions.verdict(99)).isEqualTo(Verdict.OPEN);
        assertThat(sessions.sessionLost(99)).isFalse();
        assertThat(sessions.refusal(99)).isInstanceOf(NotSentException.class);
    }

    @Test
    void anAccountMadeKnownOnALinkIsAuthorisedAtOnce() {
        sessions.restore();
        accounts.use(17);
        server.authorise(17);

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void anAccountMadeKnownWhileOthersAreRestoredIsWaitedForToo() {
        accounts.use(17);
        CompletableFuture<Void> restored = sessions.restore();
        accounts.use(18);
        server.authorise(17);
        assertThat(restored).isNotDone();

        server.authorise(18);
        assertThat(restored).isCompleted();
    }

    @Test
    void makingAnAccountKnownAgainWithItsTokenChangesNothing() {
        accounts.active(17);
        accounts.use(17);

        assertThat(server.sent()).isOne();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void anAccountInUseTakesNoOtherTokenAndNeitherIsShown() {
        accounts.active(17);

        assertThatThrownBy(() -> accounts.use(17, AccountTokens.of("another-token")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("account 17 is in use with another accessToken")
                .hasMessageNotContainingAny("another-token", "token-17");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aRefusedAccountTakesAFreshTokenAndTriesItAtOnce() {
        refused(17);
        accounts.use(17, AccountTokens.of("fresh"));

        assertThat(server.authorisation(17).request())
                .isInstanceOfSatisfying(
                        ProtoOAAccountAuthReq.class,
                        request -> assertThat(request.getAccessToken()).isEqualTo("fresh"));
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aRefusedAccountTakesAFreshTokenWithoutALinkTooAndUsesItOnTheNextOne() {
        refused(17);
        sessions.linkLost();
        accounts.use(17, AccountTokens.of("fresh"));
        assertThat(server.waiting()).isEmpty();

        sessions.restore();
        assertThat(server.authorisation(17).request())
                .isInstanceOfSatisfying(
                        ProtoOAAccountAuthReq.class,
                        request -> assertThat(request.getAccessToken()).isEqualTo("fresh"));
    }

    @Test
    void anAccountThatWasRefusedOnceAndWorksNowKeepsItsToken() {
        refused(17);
        accounts.loop.advance(Duration.ofSeconds(30));
        sessions.verdict(17);
        server.authorise(17);

        assertThatThrownBy(() -> accounts.use(17, AccountTokens.of("another")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aRefusedAccountIsTriedAgainWhenSomebodyAsksForItAfterAWhile() {
        refused(17);
        accounts.loop.advance(Duration.ofMillis(29_999));
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        assertThat(server.waiting()).isEmpty();

        accounts.loop.advance(Duration.ofMillis(1));
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void nothingOfALostLinkCountsOnTheNextOne() {
        accounts.use(17);
        CompletableFuture<Void> first = sessions.restore();
        ScriptedAccounts.Call late = server.authorisation(17);
        sessions.linkLost();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        late.hang();
        assertThat(upstairs.told).isEmpty();
        assertThat(upstairs.useless).isEmpty();

        CompletableFuture<Void> second = sessions.restore();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        server.authorise(17);
        assertThat(second).isCompleted();
        assertThat(first).as("of the link that was lost").isNotDone();
    }

    @Test
    void subscriptionsOfALostLinkDoNotOpenTheAccountOnTheNextOne() {
        upstairs.restoresAtOnce = false;
        accounts.use(17);
        sessions.restore();
        server.authorise(17);
        CompletableFuture<Void> late = Objects.requireNonNull(upstairs.restoring.get(17L));
        sessions.linkLost();
        sessions.restore();
        late.complete(null);

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        assertThat(upstairs.told).containsExactly("authorised 17");
    }

    @Test
    void anAccountWhoseLinkIsLostHasToBeAuthorisedAnew() {
        accounts.active(17);
        sessions.linkLost();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

        sessions.restore();
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aLostSessionIsRenewedOnceHoweverManyRequestsNoticeIt() {
        accounts.active(17);
        for (int request = 0; request < 5; request++) {
            assertThat(sessions.sessionLost(17)).as("worth waiting").isTrue();
        }
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        assertThat(server.waiting()).hasSize(1);

        assertThat(upstairs.lost).containsExactly(17L);
        server.authorise(17);
        assertThat(upstairs.told).containsExactly("authorised 17", "settled 17", "authorised 17", "settled 17");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aSessionLostWithItsLinkOrRefusedIsNotWorthWaitingFor() {
        accounts.active(17);
        sessions.linkLost();
        assertThat(sessions.sessionLost(17)).isFalse();

        refused(18);
        assertThat(sessions.sessionLost(18)).isFalse();
        assertThat(server.waiting().stream()
                        .filter(call -> call.request() instanceof ProtoOAAccountAuthReq request
                                && request.getCtidTraderAccountId() == 18))
                .isEmpty();
    }

    /** On a link of its own, for a token that is not valid. */
    private void refused(long accountId) {
        accounts.use(accountId);
        sessions.restore();
        server.authorisation(accountId).refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(sessions.verdict(accountId)).isEqualTo(Verdict.REFUSED);
    }
}
