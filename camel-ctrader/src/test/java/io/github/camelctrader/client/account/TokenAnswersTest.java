package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to refreshes that bring less than a new pair. */
class TokenAnswersTest {
    private final GrantHarness grant = new GrantHarness();
    private final MemoryStore store = grant.store;
    private final AccountsHarness accounts = grant.accounts;
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;

    @Test
    void aRefreshThatBringsTheSameAccessTokenLeavesNobodySilent() {
        grant.use(17, 18);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        server.authorise(18);
        accounts.renew(accounts.refresh(), "A1", "R2", GrantHarness.MONTH);

        assertThat(accounts.tokenTried(17)).isEqualTo("A1");
        server.authorise(17);
        assertThat(server.waiting()).as("account 18 was never down").isEmpty();
    }

    @Test
    void aTokenThatARefreshBroughtAgainAndThatIsRefusedAgainIsNotRefreshedAgainAtOnce() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.renew(accounts.refresh(), "A1", "R1", GrantHarness.MONTH);
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");

        assertThat(server.waiting()).isEmpty();
        assertThat(sessions.refusal(17)).hasMessageContaining("moments ago");
    }

    @ParameterizedTest
    @CsvSource({"'', R2, R2", "'  ', R2, R2", "'', '', R1"})
    void anAnswerWithoutAnAccessTokenReplacesNone(String accessToken, String refreshToken, String next) {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.renew(accounts.refresh(), accessToken, refreshToken, GrantHarness.MONTH);
        assertThat(sessions.verdict(17)).isEqualTo(Verdict.WAIT);
        accounts.loop.advance(Duration.ofSeconds(1));
        assertThat(accounts.tokenTried(17)).isEqualTo("A1");
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");

        assertThat(accounts.refresh().request())
                .isEqualTo(ProtoOARefreshTokenReq.newBuilder()
                        .setRefreshToken(next)
                        .build());
        accounts.renew(accounts.refresh(), "A3", "R3", GrantHarness.MONTH);
        assertThat(accounts.tokenTried(17)).isEqualTo("A3");
    }

    @Test
    void thePairOfAConnectionThatEndsBeforeItIsSavedIsUsedAlsoWhenItsAccessTokenIsTheOldOne() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        AccountsHarness other = new AccountsHarness(accounts.grants);
        other.use(18, grant.tokens);
        other.sessions.restore();
        other.server.authorisation(18).refuse("OA_AUTH_TOKEN_EXPIRED");
        store.failing = 1;
        accounts.renew(accounts.refresh(), "A1", "R2", GrantHarness.MONTH);
        sessions.ended();
        other.loop.advance(Duration.ZERO);

        assertThat(other.tokenTried(18)).isEqualTo("A1");
    }
}
