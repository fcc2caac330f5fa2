package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.Volumes;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lines of {@code docs/java-client.md} open a position on the simulator. */
class JavaClientPageTest {
    private static final Path PAGE = Path.of("..", "docs", "java-client.md");
    private static final Path THIS = Path.of("src", "test", "java")
            .resolve(JavaClientPageTest.class.getName().replace('.', '/') + ".java");

    private final CTraderSimulator simulator = CTraderSimulator.start();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        simulator.close();
        threads.shutdownNow();
    }

    @Test
    void theLinesOfThePageOpenAPosition() {
        long positionId = page(
                SimulatorDefaults.CLIENT_ID,
                SimulatorDefaults.CLIENT_SECRET,
                SimulatorDefaults.DEMO_ACCOUNT,
                SimulatorDefaults.ACCESS_TOKEN);

        assertThat(positionId).isPositive();
    }

    @Test
    void thePageShowsTheLinesThatAreRunHere() throws IOException {
        String page = Files.readString(PAGE);
        String shown = page.substring(page.indexOf("```java") + 7, page.indexOf("```", page.indexOf("```java") + 7));
        String run = Files.readString(THIS);
        String method = run.substring(
                run.lastIndexOf("    private long page("),
                run.lastIndexOf("    private ConnectionSettings.Builder settingsOf"));

        assertThat(method.substring(method.indexOf("{\n") + 2, method.lastIndexOf("    }")))
                .isEqualToIgnoringWhitespace(shown);
    }

    private long page(String clientId, String clientSecret, long accountId, String accessToken) {
        ConnectionSettings settings =
                settingsOf(Environment.DEMO, clientId, clientSecret).build();
        try (CTraderClient client = NettyCTraderClient.open(settings, threads)) {
            client.useAccount(accountId, accessToken);
            Symbol euro = client.symbol(accountId, "EURUSD").join();
            Message order = ProtoOANewOrderReq.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .setSymbolId(euro.id())
                    .setOrderType(ProtoOAOrderType.MARKET)
                    .setTradeSide(ProtoOATradeSide.BUY)
                    .setVolume(Volumes.ofUnits(new BigDecimal("1000")))
                    .build();
            Reply reply = client.request(order, Duration.ofSeconds(30)).join();
            return ((ProtoOAExecutionEvent) reply.message()).getPosition().getPositionId();
        }
    }

    private ConnectionSettings.Builder settingsOf(Environment environment, String clientId, String clientSecret) {
        return ConnectionSettings.builder(environment, clientId, clientSecret)
                .address(simulator.host(), simulator.demoPort())
                .sslContext(simulator.clientSslContext());
    }
}
