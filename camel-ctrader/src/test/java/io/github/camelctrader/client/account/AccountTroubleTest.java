package io.github.camelctrader.client.account;

import static io.github.camelctrader.client.account.ScriptedAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server may do instead of authorising an account, and what becomes of it. */
class AccountTroubleTest {
    private static final Duration MARGIN = Duration.ofMillis(1);

    private final AccountsHarness accounts = new AccountsHarness();
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;
    private final AccountsHarness.Upstairs upstairs = accounts.upstairs;

    @ParameterizedTest
    @ValueSource(strings = {"CH_ACCESS_TOKEN_INVALID", "OA_AUTH_TOKEN_EXPIRED"})
    void aTokenThatIsNotValidIsRefusedWithoutAskingForMore(String errorCode) {
        CompletableFuture<Void> restored = restore(17);
        server.authorisation(17).refuse(errorCode);

        assertThat(server.waiting()).isEmpty();
        assertThat(restored).isCompleted();
        assertRefused(17, errorCode, "the access token of account 17 is not valid (any more): set a fresh accessToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CH_CTID_TRADER_ACCOUNT_NOT_FOUND",
                "RET_NO_SUCH_LOGIN",
                "RET_ACCOUNT_DISABLED",
                "CHANNEL_IS_BLOCKED",
                "ACCOUNT_NOT_AUTHORIZED",
                "INVALID_REQUEST",
                "SOME_CODE_OF_THE_FUTURE",
            })
    void anAccountThatIsCoveredAndStillRefusedCannotBeUsed(String errorCode) {
        CompletableFuture<Void> restored = restore(17);
        server.authorisation(17).refuse(errorCode, "says why");
        assertThat(restored).as("before the cause is known").isNotDone();
        server.listAccounts(account(17, false, 1017));

        assertThat(restored).isCompleted();
        assertRefused(17, errorCode, "account 17 cannot be used");
        assertThat(upstairs.refused.get(17L)).hasMessageContaining("says why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANT_ROUTE_REQUEST", "INVALID_REQUEST", "CH_CTID_TRADER_ACCOUNT_NOT_FOUND"})
    void anAccountOfTheOtherEnvironmentIsToldWhereItBelongs(String errorCode) {
        restore(17);
        server.authorisation(17).refuse(errorCode);
        server.listAccounts(account(16, false, 1016), account(17, true, 1017));

        assertRefused(17, errorCode, "Account 17 is a live account, but this is the connection to demo");
    }

    @Test
    void aLoginNumberIsToldFromAnAccountId() {
        restore(1017);
        server.authorisation(1017).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(17, false, 1017));

        assertRefused(1017, "CANT_ROUTE_REQUEST", "accountId = 1017 is a login number; its account id is 17");
    }

    @Test
    void anAccountThatTheTokenDoesNotCoverIsToldWhichItCovers() {
        restore(99);
        server.authorisation(99).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(16, false, 1016), account(17, true, 1017), account(18, false, 1018));

        assertRefused(99, "CANT_ROUTE_REQUEST", "does not cover account 99; in demo it covers [16, 18]");
    }

    @Test
    void whatCannotBeDiagnosedIsJudgedByItsCode() {
        restore(17, 18);
        server.authorisation(17).refuse("CANT_ROUTE_REQUEST");
        server.waiting().get(1).hang();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

        server.authorisation(18).refuse("RET_ACCOUNT_DISABLED");
        server.only().refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(sessions.verdict(18)).isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANT_ROUTE_REQUEST",
                "CH_SERVER_NOT_REACHABLE",
                "TIMEOUT_ERROR",
                "REQUEST_FREQUENCY_EXCEEDED",
                "BLOCKED_PAYLOAD_TYPE"
            })
    void aPassingCauseIsTriedAgainWithAGrowingBackOffUntilItSucceeds(String errorCode) {
        CompletableFuture<Void> restored = restore(17);
        Duration ceiling = AccountsHarness.FIRST_DELAY;
        for (int attempt = 1; attempt <= 9; attempt++) {
            server.authorisation(17).refuse(errorCode);
            server.listAccounts(account(17, false, 1017));
            assertThat(restored).as("the others need not wait for it").isCompleted();
            assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

            accounts.loop.advance(ceiling.dividedBy(2).minus(MARGIN));
            assertThat(server.waiting()).as("too early, attempt %d", attempt).isEmpty();
            accounts.loop.advance(ceiling.dividedBy(2).plus(MARGIN));
            assertThat(server.waiting()).as("too late, attempt %d", attempt).hasSize(1);
            ceiling = min(ceiling.multipliedBy(2), AccountsHarness.MAX_DELAY);
        }
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        assertThat(upstairs.refused).isEmpty();

        sessions.sessionLost(17);
        server.authorisation(17).refuse(errorCode);
        server.listAccounts(account(17, false, 1017));
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        assertThat(server.waiting())
                .as("after a success it starts from its first delay")
                .hasSize(1);
    }

    @Test
    void anAccountThatWorkedIsTriedSoonAfterARefusalForNoKnownReasonAndThenMoreSlowly() {
        accounts.active(17);
        sessions.linkLost();
        CompletableFuture<Void> restored = sessions.restore();
        for (int attempt = 1; attempt <= 5; attempt++) {
            server.authorisation(17).refuse("UNKNOWN_ERROR");
            server.listAccounts(account(17, false, 1017));
            assertThat(sessions.verdict(17)).as("attempt %d", attempt).isEqualTo(Verdict.WAIT);
            accounts.loop.advance(Duration.ofSeconds(16));
        }
        assertThat(restored).isCompleted();
        server.authorisation(17).refuse("UNKNOWN_ERROR");
        server.listAccounts(account(17, false, 1017));
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        accounts.loop.advance(Duration.ofMinutes(1));
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void anAccountThatIsRefusedForNoKnownReasonAtFirstIsToldSoAndTriedAgainSoon() {
        restore(17);
        server.authorisation(17).refuse("UNKNOWN_ERROR");
        server.listAccounts(account(17, false, 1017));
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        accounts.loop.advance(Duration.ofSeconds(1));
        server.authorise(17);

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aLimitThatKeepsAnAccountOutForLongIsToldToItsRequestsAndConsumers() {
        restore(17);
        server.authorisation(17)
                .refuse(ScriptedAccounts.error("BLOCKED_PAYLOAD_TYPE", null)
                        .setRetryAfter(60)
                        .build());
        server.listAccounts(account(17, false, 1017));

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        assertThat(sessions.refusal(17))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("Account 17 is not authorised yet", "BLOCKED_PAYLOAD_TYPE");
        assertThat(upstairs.problems.get(17L)).isInstanceOf(RateLimitedException.class);
        accounts.loop.advance(Duration.ofSeconds(60));
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void theNextAttemptDiesWithItsLink() {
        restore(17);
        server.authorisation(17).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(17, false, 1017));
        sessions.linkLost();
        accounts.loop.advance(Duration.ofHours(1));

        assertThat(server.waiting()).isEmpty();
        assertThat(accounts.loop.pendingTimers()).isZero();
    }

    @Test
    void whatIsFoundOutAboutALostLinkRefusesNothingOnTheNextOne() {
        restore(17);
        server.authorisation(17).refuse("RET_ACCOUNT_DISABLED");
        ScriptedAccounts.Call question = server.only();
        sessions.linkLost();
        sessions.restore();
        question.refuse("CH_ACCESS_TOKEN_INVALID");

        assertThat(upstairs.told).isEmpty();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
    }

    @Test
    void anAuthorisationThatHangsGivesTheLinkUpWhenNothingElseWorksOnIt() {
        CompletableFuture<Void> restored = restore(17, 18);
        server.authorisation(17).hang();

        assertThat(upstairs.useless).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(DisconnectReason.ACCOUNT_AUTH_TIMEOUT);
            assertThat(failure.description()).contains("account 17");
            assertThat(failure.suspendFor()).isNull();
        });
        assertThat(restored).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAuthorisationThatHangsIsTriedAgainWhenTheLinkWorksForOthers(boolean othersAreReady) {
        upstairs.restoresAtOnce = othersAreReady;
        CompletableFuture<Void> restored = restore(17, 18);
        server.authorise(18);
        server.authorisation(17).hang();

        assertThat(upstairs.useless).isEmpty();
        assertThat(restored.isDone()).isEqualTo(othersAreReady);
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        assertThat(server.authorisation(17)).isNotNull();
    }

    @Test
    void aServerThatForgotTheApplicationIsNoUseForAnyAccount() {
        restore(17);
        server.authorisation(17).refuse("CH_CLIENT_NOT_AUTHENTICATED");

        assertThat(upstairs.useless)
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(DisconnectReason.SESSION_CANCELLED));
        assertThat(upstairs.refused).isEmpty();
    }

    @Test
    void theTroubleOfOneAccountIsNotThatOfAnother() {
        CompletableFuture<Void> restored = restore(16, 17, 18);
        server.authorise(16);
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(restored).isNotDone();
        server.authorisation(18).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(18, false, 1018));

        assertThat(restored).isCompleted();
        assertThat(sessions.verdict(16)).isEqualTo(Verdict.OPEN);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        assertThat(sessions.verdict(18)).isEqualTo(Verdict.WAIT);
        assertThat(upstairs.refused).containsOnlyKeys(17L);
        assertThat(sessions.sessionLost(18)).isTrue();
        assertThat(sessions.verdict(16)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void maintenanceOfAnAccountEndsWhenTheServerSaid() {
        Instant end = accounts.loop.now().plus(Duration.ofMinutes(5));
        restore(17);
        server.authorisation(17).refuse(maintenance(end.getEpochSecond()));
        accounts.loop.advance(Duration.ofMinutes(5).minus(MARGIN));
        assertThat(server.waiting()).isEmpty();

        accounts.loop.advance(MARGIN);
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_900_000_000L, 99_999_999_999L, Long.MAX_VALUE / 1000, Long.MAX_VALUE})
    void aLongMaintenanceIsLookedAtInBetween(long end) {
        restore(17);
        server.authorisation(17).refuse(maintenance(end));
        accounts.loop.advance(Duration.ofMinutes(15).minus(MARGIN));
        assertThat(server.waiting()).isEmpty();

        accounts.loop.advance(MARGIN);
        assertThat(server.waiting()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_500_000_000L, -5, Long.MIN_VALUE})
    void aMaintenanceWithoutASensibleEndIsTriedAgainWithTheBackOff(long end) {
        restore(17);
        server.authorisation(17).refuse(maintenance(end));
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);

        assertThat(server.waiting()).hasSize(1);
    }

    @Test
    void duringMaintenanceRequestsAreToldItsEnd() {
        Instant end = accounts.loop.now().plus(Duration.ofMinutes(5));
        CompletableFuture<Void> restored = restore(17);
        server.authorisation(17).refuse(maintenance(end.getEpochSecond()));

        assertThat(restored).isCompleted();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        assertThat(upstairs.told).containsExactly("settled 17");
        CTraderException told = sessions.refusal(17);
        assertThat(told).isNotSameAs(sessions.refusal(17));
        assertThat(told)
                .isInstanceOfSatisfying(
                        MaintenanceException.class,
                        maintenance -> assertThat(maintenance.getEnd()).isEqualTo(end));

        accounts.loop.advance(Duration.ofMinutes(5));
        assertThat(sessions.verdict(17)).as("while it is tried again").isEqualTo(Verdict.WAIT);
    }

    @Test
    void afterAMaintenanceOtherTroubleIsWaitedFor() {
        restore(17);
        server.authorisation(17).refuse(maintenance(0));
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        server.authorisation(17).refuse("CANT_ROUTE_REQUEST");
        server.listAccounts(account(17, false, 1017));

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
    }

    private CompletableFuture<Void> restore(long... accountIds) {
        return accounts.use(accountIds).sessions.restore();
    }

    private void assertRefused(long accountId, String errorCode, String message) {
        assertThat(sessions.verdict(accountId)).isEqualTo(Verdict.REFUSED);
        assertThat(upstairs.told).containsExactly("refused " + accountId, "settled " + accountId);
        for (CTraderException told : new CTraderException[] {
            Objects.requireNonNull(upstairs.refused.get(accountId)),
            sessions.refusal(accountId),
            sessions.refusal(accountId)
        }) {
            assertThat(told)
                    .hasMessageContaining(message)
                    .isInstanceOfSatisfying(AuthenticationException.class, cause -> {
                        assertThat(cause.getErrorCode()).isEqualTo(errorCode);
                        assertThat(cause.getMessage()).doesNotContain("token-" + accountId);
                    });
        }
        assertThat(sessions.refusal(accountId)).isNotSameAs(sessions.refusal(accountId));
        assertThat(sessions.refusal(accountId)).isNotInstanceOf(NotSentException.class);
    }

    private static ProtoOAErrorRes maintenance(long end) {
        return ScriptedAccounts.error("SERVER_IS_UNDER_MAINTENANCE", null)
                .setMaintenanceEndTimestamp(end)
                .build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
