package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.client.token.TokenSaver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The accounts of a connection to demo, with a server and a user played by the test. */
final class AccountsHarness {
    static final Duration FIRST_DELAY = Duration.ofMillis(500);
    static final Duration MAX_DELAY = Duration.ofSeconds(30);

    final VirtualLoop loop = new VirtualLoop();
    final ScriptedAccounts server = new ScriptedAccounts();
    final Upstairs upstairs = new Upstairs();
    final TokenGrants grants;
    final AccountStates sessions;

    AccountsHarness() {
        this(new TokenGrants(new VirtualLoop(), new NoPatience()));
    }

    /** @param grants those of another connection too */
    AccountsHarness(TokenGrants grants) {
        this(grants, Runnable::run);
    }

    /** @param blocking saves tokens */
    AccountsHarness(TokenGrants grants, Executor blocking) {
        Backoff backoff = new Backoff(FIRST_DELAY, MAX_DELAY, new SplittableRandom(1));
        this.grants = grants;
        this.sessions = new AccountStates(
                Environment.DEMO, server, loop, backoff, grants, new TokenSaver(blocking, loop, backoff), upstairs);
    }

    /** Makes accounts known that authorise with {@code token-<id>}. */
    AccountsHarness use(long... accountIds) {
        for (long accountId : accountIds) {
            use(accountId, AccountTokens.of("token-" + accountId));
        }
        return this;
    }

    void use(long accountId, AccountTokens tokens) {
        sessions.use(accountId, grants.of(tokens));
    }

    /** Makes accounts known that only requests name. */
    AccountsHarness mention(long... accountIds) {
        for (long accountId : accountIds) {
            sessions.mention(accountId, grants.of(AccountTokens.of("token-" + accountId)));
        }
        return this;
    }

    /** Makes an account known and usable on a new link. */
    AccountsHarness active(long accountId) {
        use(accountId);
        sessions.restore();
        server.authorise(accountId);
        return this;
    }

    /** The refresh that waits for its answer. */
    ScriptedAccounts.Call refresh() {
        List<ScriptedAccounts.Call> waiting = server.waiting().stream()
                .filter(call -> call.request() instanceof ProtoOARefreshTokenReq)
                .toList();
        assertThat(waiting).as("refreshes").hasSize(1);
        return Objects.requireNonNull(waiting.get(0));
    }

    /** The server's answer to a refresh, as the harness passes it on. */
    void renew(ScriptedAccounts.Call refresh, String accessToken, String refreshToken, long lifeSeconds) {
        ProtoOARefreshTokenRes answer = ScriptedAccounts.pair(accessToken, refreshToken, lifeSeconds);
        sessions.tokensRefreshed(((ProtoOARefreshTokenReq) refresh.request()).getRefreshToken(), answer);
        if (!refresh.future().isDone()) {
            refresh.answer(answer);
        }
    }

    /** The token of the one authorisation of an account that waits for its answer. */
    String tokenTried(long accountId) {
        return ((ProtoOAAccountAuthReq) server.authorisation(accountId).request()).getAccessToken();
    }

    /** What the rooms above are told. */
    static final class Upstairs implements AccountListener {
        final List<String> told = new ArrayList<>();
        final List<Long> lost = new ArrayList<>();
        final Map<Long, CTraderException> refused = new HashMap<>();
        final Map<Long, CTraderException> problems = new HashMap<>();
        final List<TokenRefreshedEvent> refreshed = new ArrayList<>();
        int applicationsLost;
        final List<DisconnectCause> useless = new ArrayList<>();
        final Map<Long, CompletableFuture<Void>> restoring = new HashMap<>();
        boolean restoresAtOnce = true;
        final Set<Long> needed = new HashSet<>();

        @Override
        public CompletableFuture<Void> authorised(long accountId) {
            told.add("authorised " + accountId);
            CompletableFuture<Void> restored = new CompletableFuture<>();
            restoring.put(accountId, restored);
            if (restoresAtOnce) {
                restored.complete(null);
            }
            return restored;
        }

        @Override
        public void sessionLost(long accountId) {
            lost.add(accountId);
        }

        @Override
        public void settled(long accountId) {
            told.add("settled " + accountId);
        }

        @Override
        public boolean isNeeded(long accountId) {
            return needed.contains(accountId);
        }

        @Override
        public void refused(long accountId, CTraderException cause) {
            told.add("refused " + accountId);
            refused.put(accountId, cause);
        }

        @Override
        public void problem(long accountId, CTraderException cause) {
            told.add("problem " + accountId);
            problems.put(accountId, cause);
        }

        @Override
        public void tokenRefreshed(TokenRefreshedEvent event) {
            refreshed.add(event);
        }

        @Override
        public void applicationLost() {
            applicationsLost++;
        }

        @Override
        public void linkUseless(DisconnectCause failure) {
            useless.add(failure);
        }
    }
}
