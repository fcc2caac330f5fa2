package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.token.Grant;
import io.github.camelctrader.client.token.TokenGrants;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A grant whose store is read for long. */
final class SlowGrant {
    private SlowGrant() {}

    /** Does something else while another thread reads the store, which must end well afterwards. */
    static void whileItIsRead(TokenGrants grants, Runnable something) throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        MemoryStore slow = new MemoryStore();
        slow.reading = () -> {
            reading.countDown();
            enough.await();
        };
        // The common pool may have one thread only.
        CompletableFuture<Grant> grant = CompletableFuture.supplyAsync(
                () -> grants.of(new AccountTokens("B1", "S1", slow)), task -> new Thread(task).start());
        reading.await();

        try {
            something.run();
        } finally {
            enough.countDown();
        }
        assertThat(grant).succeedsWithin(Duration.ofSeconds(20)).isNotNull();
    }
}
