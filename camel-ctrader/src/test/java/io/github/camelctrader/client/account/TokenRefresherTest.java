package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.request.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When tokens are refreshed, when they are not, and what becomes of the accounts that use them. */
class TokenRefresherTest {
    private final GrantHarness grant = new GrantHarness();
    private final MemoryStore store = grant.store;
    private final AccountsHarness accounts = grant.accounts;
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;
    private final AccountsHarness.Upstairs upstairs = accounts.upstairs;

    @ParameterizedTest
    @ValueSource(strings = {"OA_AUTH_TOKEN_EXPIRED", "CH_ACCESS_TOKEN_INVALID"})
    void aRefusedTokenIsRefreshedOnceForAllAccountsOfItsGrant(String errorCode) {
        grant.use(17, 18);
        sessions.restore();
        server.authorisation(17).refuse(errorCode);
        server.authorisation(18).refuse(errorCode);

        ScriptedAccounts.Call refresh = accounts.refresh();
        assertThat(refresh.priority()).isEqualTo(Priority.CONTROL);
        assertThat(refresh.request())
                .isEqualTo(ProtoOARefreshTokenReq.newBuilder()
                        .setRefreshToken("R1")
                        .build());
        assertThat(store.saved).as("the mark comes before the request").containsExactly("A1*");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

        accounts.renew(refresh, "A2", "R2", GrantHarness.MONTH);
        assertThat(store.saved).containsExactly("A1*", "A2");
        for (long account : new long[] {17, 18}) {
            assertThat(accounts.tokenTried(account)).isEqualTo("A2");
            server.authorise(account);
            assertThat(sessions.verdict(account)).isEqualTo(Verdict.OPEN);
        }
        assertThat(upstairs.refreshed).singleElement().satisfies(event -> {
            assertThat(event.accounts()).containsExactly(17L, 18L);
            assertThat(event.saved()).isTrue();
            assertThat(event.expiresAt()).isEqualTo(accounts.loop.now().plusSeconds(GrantHarness.MONTH));
            assertThat(event.toString() + event.toMap()).doesNotContain("A2", "R2", "A1", "R1");
        });
        assertThat(upstairs.refused).isEmpty();
    }

    @Test
    void accountsThatWorkAreAuthorisedWithTheNewTokenToo() {
        grant.use(17, 18);
        sessions.restore();
        server.authorise(17);
        server.authorisation(18).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);

        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
        assertThat(accounts.tokenTried(18)).isEqualTo("A2");
    }

    @Test
    void accountsOfAnotherConsentGoOnWithTheirToken() {
        grant.use(17);
        accounts.use(18, new AccountTokens("B1", "S1", store));
        sessions.restore();
        server.authorise(18);
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
        server.authorise(17);

        assertThat(server.waiting()).as("nothing for account 18").isEmpty();
        assertThat(upstairs.refreshed)
                .singleElement()
                .satisfies(event -> assertThat(event.accounts()).containsExactly(17L));
        sessions.tokenRefused(18, refusal("OA_AUTH_TOKEN_EXPIRED"));
        assertThat(accounts.refresh().request())
                .isEqualTo(ProtoOARefreshTokenReq.newBuilder()
                        .setRefreshToken("S1")
                        .build());
    }

    @Test
    void aRequestThatFindsTheTokenExpiredHasItRefreshed() {
        grant.use(17);
        sessions.restore();
        server.authorise(17);
        assertThat(sessions.tokenRefused(17, refusal("OA_AUTH_TOKEN_EXPIRED"))).isTrue();
        assertThat(sessions.tokenRefused(17, refusal("OA_AUTH_TOKEN_EXPIRED"))).isTrue();
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);

        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
    }

    /** In seconds: how long the token lives, and how long before its end it is refreshed. */
    @ParameterizedTest
    @CsvSource({"2628000, 900", "3600, 900", "3599, 899", "600, 150", "40, 10"})
    void tokensAreRefreshedAheadOfTheirEnd(long life, long lead) {
        grant.refreshedTo("A2", "R2", life);
        accounts.loop.advance(Duration.ofSeconds(life - lead).minusMillis(1100));
        assertThat(server.waiting()).as("too early").isEmpty();

        accounts.loop.advance(Duration.ofMillis(1200));
        assertThat(accounts.refresh().request())
                .isEqualTo(ProtoOARefreshTokenReq.newBuilder()
                        .setRefreshToken("R2")
                        .build());
        assertThat(sessions.verdict(17)).as("the old token still works").isEqualTo(Verdict.OPEN);
        accounts.renew(accounts.refresh(), "A3", "R3", life);
        assertThat(accounts.tokenTried(17)).isEqualTo("A3");
    }

    @Test
    void withoutALinkNothingIsRefreshedAndOnTheNextOneWhatIsDue() {
        grant.refreshedTo("A2", "R2", 600);
        sessions.linkLost();
        accounts.loop.advance(Duration.ofSeconds(599));
        assertThat(server.waiting()).isEmpty();
        sessions.restore();
        accounts.loop.advance(Duration.ofSeconds(1));

        assertThat(accounts.refresh()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReportedEndIsAnsweredWithThePresentTokenAndNotWithARefresh(boolean refusedToo) {
        grant.use(17);
        sessions.restore();
        server.authorise(17);
        assertThat(sessions.reportedLost(17)).isFalse();
        assertThat(sessions.reportedLost(17)).isFalse();

        assertThat(accounts.tokenTried(17)).isEqualTo("A1");
        assertThat(server.waiting()).hasSize(1);
        if (refusedToo) {
            server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
            assertThat(accounts.refresh()).isNotNull();
        } else {
            server.authorisation(17).refuse("ALREADY_LOGGED_IN");
            assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
            assertThat(server.waiting()).isEmpty();
        }
    }

    @Test
    void whatIsReportedDuringARefreshWaitsForIt() {
        grant.use(17, 18);
        sessions.restore();
        server.authorise(17);
        server.authorisation(18).refuse("OA_AUTH_TOKEN_EXPIRED");
        sessions.reportedLost(17);
        assertThat(server.waiting()).as("nothing but the refresh").hasSize(1);

        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
    }

    @Test
    void aTokenThatWasGotMomentsAgoAndIsRefusedIsNotRefreshedAgainAtOnce() {
        grant.refreshedTo("A2", "R2", GrantHarness.MONTH);
        sessions.tokenRefused(17, refusal("CH_ACCESS_TOKEN_INVALID"));
        assertThat(accounts.tokenTried(17))
                .as("the refusal may be older than the token")
                .isEqualTo("A2");
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        assertThat(sessions.refusal(17))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("moments ago is refused")
                .hasMessageNotContainingAny("A2", "R2");
        assertThat(server.waiting()).isEmpty();

        accounts.loop.advance(GrantHarness.GAP);
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(accounts.refresh()).as("after a while").isNotNull();
    }

    @Test
    void anUnansweredRefreshIsTriedAgainAfterThePresentToken() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.refresh().hang();
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        assertThat(accounts.tokenTried(17)).isEqualTo("A1");
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.loop.advance(Duration.ofSeconds(2));
        if (server.waiting().stream().noneMatch(call -> call.request() instanceof ProtoOARefreshTokenReq)) {
            server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        }

        accounts.refresh().refuse("CH_ACCESS_TOKEN_INVALID", "Refresh token is invalid");
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.REFUSED);
        assertThat(sessions.refusal(17))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("was under way when its answer was lost")
                .hasMessageContaining("a new consent is needed")
                .hasMessageContaining("camel.component.ctrader");
        assertThat(store.content.values())
                .singleElement()
                .extracting(StoredTokens::refreshInFlight)
                .isEqualTo(true);
    }

    @Test
    void aLateAnswerIsTakenWhateverHappenedMeanwhile() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        ScriptedAccounts.Call late = accounts.refresh();
        late.hang();
        accounts.loop.advance(Duration.ofMillis(100));
        accounts.renew(late, "A2", "R2", GrantHarness.MONTH);

        assertThat(store.saved).contains("A2");
        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
        server.authorise(17);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        accounts.renew(late, "A9", "R9", GrantHarness.MONTH);
        assertThat(server.waiting()).as("of a refresh token that is gone").isEmpty();
    }

    /** The link ends after a refresh was sent and before its answer came; the next link is there. */
    private void loseARefresh() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        ScriptedAccounts.Call lost = accounts.refresh();
        sessions.linkLost();
        lost.hang();
        sessions.restore();
    }

    @Test
    void aLinkLostDuringARefreshIsFollowedByThePresentToken() {
        loseARefresh();

        assertThat(accounts.tokenTried(17)).isEqualTo("A1");
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
        accounts.refresh().refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(sessions.refusal(17)).hasMessageContaining("was under way when its answer was lost");
    }

    @Test
    void aPresentTokenThatWorksAfterALostRefreshClearsTheMark() {
        loseARefresh();
        server.authorise(17);
        sessions.tokenRefused(17, refusal("OA_AUTH_TOKEN_EXPIRED"));
        accounts.refresh().refuse("CH_ACCESS_TOKEN_INVALID");

        assertThat(sessions.refusal(17))
                .hasMessageContaining("a new consent is needed")
                .hasMessageNotContaining("under way");
    }

    @Test
    void withARefreshTokenAloneTheAccessTokenIsGotFirst() {
        accounts.use(17, new AccountTokens(null, "R1", store));
        sessions.restore();
        assertThat(server.waiting()).hasSize(1);
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);

        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CANT_ROUTE_REQUEST", "SERVER_IS_UNDER_MAINTENANCE", "UNKNOWN_ERROR", "CH_SERVER_NOT_REACHABLE"})
    void aRefreshRefusedForAPassingCauseIsTriedAgain(String errorCode) {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.refresh().refuse(errorCode);
        accounts.loop.advance(AccountsHarness.FIRST_DELAY);
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);

        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
        assertThat(upstairs.refused).isEmpty();
    }

    @Test
    void aRefreshAheadOfTimeThatIsRefusedIsTold() {
        grant.refreshedTo("A2", "R2", 3600);
        accounts.loop.advance(Duration.ofSeconds(2701));
        accounts.refresh().refuse("CH_ACCESS_TOKEN_INVALID");

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        assertThat(upstairs.problems.get(17L)).hasMessageContaining("a new consent is needed");
    }

    @Test
    void aRefreshTokenThatStaysTheSameIsUsedAgain() {
        grant.refreshedTo("A2", "", 3600);
        accounts.loop.advance(Duration.ofSeconds(2701));

        assertThat(((ProtoOARefreshTokenReq) accounts.refresh().request()).getRefreshToken())
                .isEqualTo("R1");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 0, -1})
    void aLifeThatCannotBeIsNoReasonToLoseTheTokens(long life) {
        grant.refreshedTo("A2", "R2", life);

        assertThat(sessions.verdict(17)).isEqualTo(Verdict.OPEN);
        assertThat(server.waiting()).isEmpty();
    }

    @Test
    void aUsersOwnRefreshIsTakenOver() {
        grant.use(17);
        sessions.restore();
        server.authorise(17);
        sessions.tokensRefreshed("R1", ScriptedAccounts.pair("A2", "R2", GrantHarness.MONTH));
        assertThat(accounts.tokenTried(17)).isEqualTo("A2");

        sessions.tokensRefreshed("of somebody else", ScriptedAccounts.pair("A9", "R9", GrantHarness.MONTH));
        assertThat(server.waiting()).hasSize(1);
    }

    @Test
    void aGrantWhosePlaceANewConsentTookIsNotRefreshedAnyMore() {
        grant.refreshedTo("A2", "R2", 3600);
        sessions.tokenRefused(17, refusal("CH_ACCESS_TOKEN_INVALID"));
        server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
        accounts.use(17, new AccountTokens("A7", "R7", store));
        assertThat(accounts.tokenTried(17)).isEqualTo("A7");
        server.authorise(17);

        accounts.loop.advance(Duration.ofHours(2));
        assertThat(server.waiting()).isEmpty();
    }

    @Test
    void aRefreshWhoseConnectionEndsIsLeftToTheOthers() {
        AccountsHarness other = new AccountsHarness(accounts.grants);
        grant.use(17);
        other.use(21, grant.tokens);
        sessions.restore();
        other.sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        assertThat(accounts.refresh()).isNotNull();
        other.server.authorisation(21).refuse("OA_AUTH_TOKEN_EXPIRED");
        assertThat(other.server.waiting()).as("while the first one is at it").isEmpty();

        sessions.linkLost();
        sessions.ended();
        other.loop.advance(AccountsHarness.FIRST_DELAY);
        other.server.authorisation(21).refuse("OA_AUTH_TOKEN_EXPIRED");
        other.renew(other.refresh(), "A2", "R2", GrantHarness.MONTH);
        assertThat(other.tokenTried(21)).isEqualTo("A2");
    }

    @Test
    void aPairThatCameBeforeItsConnectionEndedIsUsedByTheOthers() {
        AccountsHarness other = new AccountsHarness(accounts.grants);
        grant.use(17);
        other.use(21, grant.tokens);
        sessions.restore();
        other.sessions.restore();
        other.server.authorise(21);
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        ScriptedAccounts.Call refresh = accounts.refresh();
        store.failing = 1;
        accounts.renew(refresh, "A2", "R2", GrantHarness.MONTH);
        assertThat(other.server.waiting()).as("while it is tried to save").isEmpty();

        sessions.linkLost();
        sessions.ended();
        assertThat(other.tokenTried(21)).isEqualTo("A2");
        assertThat(other.upstairs.refreshed).singleElement().matches(event -> !event.saved());
    }

    private static CTraderException refusal(String errorCode) {
        return ScriptedAccounts.refusal(ScriptedAccounts.error(errorCode, null).build());
    }
}
