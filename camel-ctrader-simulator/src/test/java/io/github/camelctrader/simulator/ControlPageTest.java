package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.control.ControlServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the sections on HTTP in the page about the simulator is executed, and what it is said to answer is compared. */
class ControlPageTest {
    @Test
    void everyCommandDoesWhatThePageSays(@TempDir Path directory) throws Exception {
        assumeTrue(Page.isInstalled("curl"), "curl is not installed");
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .fillDelay(Duration.ZERO)
                        .start();
                ControlServer control = ControlServer.start(simulator, new InetSocketAddress("127.0.0.1", 0), null);
                ControlServer oauth = ControlServer.startOAuth(simulator, new InetSocketAddress("127.0.0.1", 0));
                TestClient client = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            Files.writeString(directory.resolve("simulator.pem"), Main.pem(simulator.certificate()));
            client.request(ProtoOANewOrderReq.newBuilder()
                    .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                    .setSymbolId(1)
                    .setOrderType(ProtoOAOrderType.MARKET)
                    .setTradeSide(ProtoOATradeSide.BUY)
                    .setVolume(100_000)
                    .setClientOrderId("order-7")
                    .build());
            List<String> blocks = Page.blocks("# Control while it runs", "sh");
            assertThat(blocks).hasSizeGreaterThan(5);
            Page.run(
                    directory,
                    Page.script(blocks)
                            .replace("localhost:5080", control.uri().getAuthority())
                            .replace("localhost:5443", oauth.uri().getAuthority()));
        }
    }
}
