package io.github.camelctrader.client.session;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.FileTokenStore;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A process that uses an account, and stands still at one point of a token refresh until it is killed. */
final class RefreshingProcess {
    /** What it says when it has come to the point. */
    static final String THERE = "there";

    /** Where to stand still. */
    enum Point {
        BEFORE_MARK,
        AFTER_MARK,
        AFTER_SEND,
        AFTER_REPLY,
        AFTER_SAVE
    }

    private RefreshingProcess() {}

    /** Takes the point, the host and port of the simulator, its trust store and the token file. */
    public static void main(String[] args) throws Exception {
        Point point = Point.valueOf(args[0]);
        TokenStore store = new StandingStill(FileTokenStore.open(Path.of(args[4])), point);
        ConnectionSettings settings = ConnectionSettings.builder(
                        Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                .address(args[1], Integer.parseInt(args[2]))
                .sslContext(TrustFile.read(Path.of(args[3])))
                .build();
        NettyCTraderClient.open(
                        settings,
                        Executors.newCachedThreadPool(),
                        new TokenGrants(Ticker.system()),
                        new MemoryOrderJournal())
                .useAccount(
                        SimulatorDefaults.DEMO_ACCOUNT,
                        new AccountTokens(SimulatorDefaults.ACCESS_TOKEN, SimulatorDefaults.REFRESH_TOKEN, store));
        forEver();
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A store that does what it should up to the point, and nothing after it. */
    private record StandingStill(TokenStore file, Point point) implements TokenStore {
        @Override
        public List<StoredTokens> load() throws IOException {
            return file.load();
        }

        @Override
        public void save(StoredTokens tokens) throws IOException {
            stop(tokens.refreshInFlight() ? Point.BEFORE_MARK : Point.AFTER_REPLY);
            file.save(tokens);
            stop(tokens.refreshInFlight() ? Point.AFTER_MARK : Point.AFTER_SAVE);
        }

        private void stop(Point here) {
            if (here == point) {
                System.out.println(THERE);
                System.out.flush();
                forEver();
            }
        }
    }
}
