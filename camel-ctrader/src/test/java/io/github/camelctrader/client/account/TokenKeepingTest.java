package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of tokens beyond a process, and what is found again. */
class TokenKeepingTest {
    private final GrantHarness grant = new GrantHarness();
    private final MemoryStore store = grant.store;
    private final AccountTokens tokens = grant.tokens;
    private final AccountsHarness accounts = grant.accounts;
    private final AccountStates sessions = accounts.sessions;
    private final ScriptedAccounts server = accounts.server;
    private final AccountsHarness.Upstairs upstairs = accounts.upstairs;

    @Test
    void aMarkThatAnEarlierProcessLeftIsUnderstood() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        assertThat(store.saved).containsExactly("A1*");

        AccountsHarness restarted = new AccountsHarness();
        restarted.use(17, tokens);
        restarted.sessions.restore();
        assertThat(restarted.tokenTried(17)).isEqualTo("A1");
        restarted.server.authorisation(17).refuse("CH_ACCESS_TOKEN_INVALID");
        restarted.refresh().refuse("CH_ACCESS_TOKEN_INVALID");
        assertThat(restarted.sessions.refusal(17)).hasMessageContaining("was under way when its answer was lost");
    }

    @ParameterizedTest
    @CsvSource({"A1, R1", "A2, R2", "A1, R2", "A2, ", "A1, "})
    void anOldConfigurationFindsTheNewestTokens(String accessToken, String refreshToken) {
        grant.refreshedTo("A2", "R2", GrantHarness.MONTH);

        AccountsHarness restarted = new AccountsHarness();
        restarted.use(17, new AccountTokens(accessToken, refreshToken, store));
        restarted.sessions.restore();
        assertThat(restarted.tokenTried(17)).isEqualTo("A2");
        restarted.server.authorise(17);
        restarted.loop.advance(Duration.ofSeconds(GrantHarness.MONTH - 900 + 3600));
        assertThat(restarted.refresh()).as("its end is known").isNotNull();
    }

    @Test
    void aConfigurationMayAddARefreshTokenToAnAccessTokenThatIsInUse() {
        accounts.use(17, AccountTokens.of("A1"));
        accounts.use(17, new AccountTokens("A1", "R1", null));
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");

        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
    }

    @Test
    void manyTokensOfThePastAreKnownAndNotAllOfThem() {
        StoredTokens tokens = new StoredTokens("id", List.of("f0"), "A0", "R0", null, true);
        for (int i = 1; i <= 70; i++) {
            tokens = tokens.renewed("A" + i, "R" + i, null, List.of("f" + i));
        }

        assertThat(tokens.knownTokens()).hasSize(64).startsWith("f7").endsWith("f70");
        assertThat(tokens.grantId()).isEqualTo("id");
    }

    @Test
    void aNewConsentIsAnotherGrant() {
        grant.refreshedTo("A2", "R2", GrantHarness.MONTH);
        AccountsHarness restarted = new AccountsHarness();
        restarted.use(17, new AccountTokens("A7", "R7", store));
        restarted.sessions.restore();

        assertThat(restarted.tokenTried(17)).isEqualTo("A7");
    }

    @Test
    void aPairThatCannotBeSavedIsUsedAndSavedLater() {
        grant.use(17);
        sessions.restore();
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        store.failing = 4;
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        assertThat(server.waiting()).as("while it is tried to save").isEmpty();
        accounts.loop.advance(Duration.ofMillis(400));
        server.authorise(17);
        assertThat(upstairs.refreshed).singleElement().matches(event -> !event.saved());
        assertThat(upstairs.problems.get(17L)).hasMessageContaining("could not be saved");

        accounts.loop.advance(Duration.ofSeconds(3));
        assertThat(store.saved).containsExactly("A1*", "A2");
        assertThat(upstairs.refreshed).hasSize(2).last().matches(event -> event.saved());
        assertThat(server.waiting()).as("authorised once").isEmpty();
    }

    @Test
    void aMarkThatCannotBeSavedDoesNotKeepAnAccountDown() {
        grant.use(17);
        sessions.restore();
        store.failing = 3;
        server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        assertThat(server.waiting()).isEmpty();
        accounts.loop.advance(Duration.ofMillis(400));

        assertThat(accounts.refresh()).isNotNull();
    }

    @Test
    void aStoreThatCannotBeReadIsNamed() {
        store.reading = () -> {
            throw new IOException("bad sector");
        };
        assertThatThrownBy(() -> accounts.use(17, tokens))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tokenStore")
                .hasMessageContaining("bad sector");
    }

    @Test
    void aStoreThatFailsInItsOwnWayIsNamedToo() {
        store.reading = () -> {
            throw new IllegalStateException("no table");
        };
        assertThatThrownBy(() -> accounts.use(17, tokens))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tokenStore")
                .hasMessageContaining("no table");
    }

    @Test
    void aStoreThatIsReadForLongHoldsNoAnswerOfTheServerUp() throws InterruptedException {
        grant.use(17);
        SlowGrant.whileItIsRead(accounts.grants, () -> {
            assertThat(CompletableFuture.supplyAsync(() -> accounts.grants.holding("R1")))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isNotNull();
        });
    }

    @Test
    void oneGrantIsKeptInOnePlace() {
        grant.use(17);
        assertThatThrownBy(() -> accounts.use(18, new AccountTokens("A1", "R1", new MemoryStore())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tokenStore")
                .hasMessageNotContainingAny("A1", "R1");
    }

    @Test
    void noTokenIsShownByAnything() {
        grant.use(17);
        for (Object shown : List.of(
                tokens, accounts.grants.of(tokens), new StoredTokens("id", List.of(), "A1", "R1", null, true))) {
            assertThat(shown.toString()).doesNotContain("A1", "R1");
        }
    }
}
