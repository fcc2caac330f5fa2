package io.github.camelctrader.client.account;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.connection.Failure;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The accounts of a connection to demo, with a server and a user played by the test. */
final class AccountsFixture {
    static final Duration FIRST_DELAY = Duration.ofMillis(500);
    static final Duration MAX_DELAY = Duration.ofSeconds(30);

    final VirtualLoop loop = new VirtualLoop();
    final ScriptedRequests server = new ScriptedRequests();
    final Upstairs upstairs = new Upstairs();
    final AccountSessions sessions = new AccountSessions(
            Environment.DEMO, server, loop, new Backoff(FIRST_DELAY, MAX_DELAY, new SplittableRandom(1)), upstairs);

    /** Makes accounts known that authorise with {@code token-<id>}. */
    AccountsFixture use(long... accountIds) {
        for (long accountId : accountIds) {
            sessions.use(accountId, "token-" + accountId);
        }
        return this;
    }

    /** Makes an account known and usable on a new link. */
    AccountsFixture active(long accountId) {
        use(accountId);
        sessions.restore();
        server.authorise(accountId);
        return this;
    }

    /** What the rooms above are told. */
    static final class Upstairs implements AccountUser {
        final List<String> told = new ArrayList<>();
        final Map<Long, CTraderException> refused = new HashMap<>();
        final List<Failure> useless = new ArrayList<>();
        final Map<Long, CompletableFuture<Void>> restoring = new HashMap<>();
        boolean restoresAtOnce = true;

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
        public void settled(long accountId) {
            told.add("settled " + accountId);
        }

        @Override
        public void refused(long accountId, CTraderException cause) {
            told.add("refused " + accountId);
            refused.put(accountId, cause);
        }

        @Override
        public void linkUseless(Failure failure) {
            useless.add(failure);
        }
    }
}
