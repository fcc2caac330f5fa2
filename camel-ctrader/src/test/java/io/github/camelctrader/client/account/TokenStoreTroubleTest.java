package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.time.BlockingCalls;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.token.Grant;
import io.github.camelctrader.client.token.TokenGrants;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stores of the user that fail in ways of their own, or do not return. */
class TokenStoreTroubleTest {
    private final NoPatience patience = new NoPatience();
    private final TokenGrants grants = new TokenGrants(new VirtualLoop(), patience);
    private final MemoryStore store = new MemoryStore();
    private final AccountTokens tokens = new AccountTokens("A1", "R1", store);

    @Test
    void aStoreThatIsAwayForAMomentIsTriedAgain() {
        int[] tries = {0};
        store.reading = () -> {
            if (++tries[0] < 5) {
                throw new IOException("no route to host");
            }
        };

        assertThat(grants.of(tokens)).isNotNull();
        assertThat(patience.pauses)
                .containsExactly(
                        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aStoreThatStaysAwayIsNamed() {
        store.reading = () -> {
            throw new NoClassDefFoundError("driver");
        };
        assertUnreadable("driver");
        store.reading = () -> {
            throw new IllegalStateException("no table");
        };
        assertUnreadable("no table");
        store.reading = () -> {};
        assertThat(grants.of(tokens)).as("when it is back").isNotNull();
    }

    @Test
    void aStoreThatDoesNotReturnIsNamed() {
        patience.hanging = true;
        assertUnreadable("did not return within 5 s");
        assertThat(patience.pauses).isEmpty();
    }

    @Test
    void nullMeansThatNothingWasStored() {
        TokenStore empty = new TokenStore() {
            @Override
            @SuppressWarnings("NullAway") // What users write does not know of it.
            public @Nullable List<StoredTokens> load() {
                return null;
            }

            @Override
            public void save(StoredTokens saved) {}
        };

        assertThat(grants.of(new AccountTokens("A1", "R1", empty)).accessToken())
                .isEqualTo("A1");
    }

    @Test
    void aStoreThatIsReadForLongHoldsNobodyUpWhoDoesNotNeedIt() throws InterruptedException {
        Grant known = grants.of(tokens);
        SlowGrant.whileItIsRead(grants, () -> {
            assertThat(CompletableFuture.supplyAsync(() -> grants.of(tokens), task -> new Thread(task).start()))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isSameAs(known);
            assertThat(CompletableFuture.supplyAsync(
                            () -> grants.of(new AccountTokens("C1", "T1", new MemoryStore())),
                            task -> new Thread(task).start()))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isNotNull();
        });
    }

    @Test
    void aStoreThatThrowsAnErrorIsAStoreThatCannotBeWritten() {
        AccountsHarness accounts = new AccountsHarness(grants);
        store.saving = () -> {
            throw new NoClassDefFoundError("driver");
        };
        accounts.use(17, tokens);
        accounts.sessions.restore();
        accounts.server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.loop.advance(Duration.ofMillis(400));
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        accounts.loop.advance(Duration.ofMillis(400));

        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
        assertThat(accounts.upstairs.problems.get(17L)).hasMessageContaining("could not be saved");
        grants.saveLeftovers();
    }

    @Test
    void aStoreThatNeverReturnsIsAStoreThatCannotBeWritten() {
        Queue<Runnable> hanging = new ArrayDeque<>();
        AccountsHarness accounts = new AccountsHarness(grants, hanging::add);
        accounts.use(17, tokens);
        accounts.sessions.restore();
        accounts.server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.loop.advance(Duration.ofSeconds(16));
        accounts.renew(accounts.refresh(), "A2", "R2", GrantHarness.MONTH);
        accounts.loop.advance(Duration.ofSeconds(16));

        assertThat(accounts.tokenTried(17)).isEqualTo("A2");
        assertThat(accounts.upstairs.refreshed).singleElement().matches(event -> !event.saved());
        assertThat(accounts.upstairs.problems.get(17L)).hasMessageContaining("could not be saved");
    }

    @Test
    void aMachineWithoutThreadsIsNoReasonNotToRefresh() {
        AccountsHarness accounts = new AccountsHarness(grants, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        accounts.use(17, tokens);
        accounts.sessions.restore();
        accounts.server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");

        assertThat(accounts.refresh()).isNotNull();
    }

    @Test
    void whileOneCallHangsInAStoreTheNextOnesFailAtOnce() throws InterruptedException {
        Grant grant = grants.of(tokens);
        grant.beginRefresh("A1", 0);
        CountDownLatch saving = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        store.saving = () -> {
            saving.countDown();
            try {
                enough.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Thread first = new Thread(grants::saveLeftovers);
        first.start();
        saving.await();

        assertThatThrownBy(grant::save).isInstanceOf(IOException.class).hasMessageContaining("has not returned");
        enough.countDown();
        first.join();
        assertThat(grant.isUnsaved()).isFalse();
    }

    @Test
    void theEndDoesNotWaitForAStoreThatHangs() {
        Grant grant = grants.of(tokens);
        grant.beginRefresh("A1", 0);
        patience.hanging = true;
        grants.saveLeftovers();

        assertThat(grant.isUnsaved()).isTrue();
    }

    @Test
    void realPatienceEndsAndInterrupts() {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        // A thread that had no time to begin before the limit is cancelled, not interrupted: another one is asked then.
        while (begun.getCount() > 0) {
            assertThatThrownBy(() -> BlockingCalls.real().within(Duration.ofMillis(20), () -> {
                        try {
                            begun.countDown();
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.complete(true);
                        }
                        return "never";
                    }))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(interrupted).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void realPatienceThrowsWhatTheCallThrew() {
        assertThatThrownBy(() -> BlockingCalls.real().within(Duration.ofSeconds(20), () -> {
                    throw new IOException("as it was");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("as it was");
    }

    private void assertUnreadable(String why) {
        assertThatThrownBy(() -> grants.of(tokens))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tokenStore")
                .hasMessageContaining(why);
    }
}
