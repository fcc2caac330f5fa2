package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import java.io.EOFException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
    @Test
    void theServerSendsHeartbeatsOnceItHasNothingElseToSay() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .serverHeartbeatInterval(Duration.ofMillis(50))
                        .start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.await(ProtoHeartbeatEvent.getDefaultInstance(), 3);
            assertThat(simulator.journal().count(DEMO, JournalEntry.Direction.SENT, 51))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void noHeartbeatsGoOutWhileQuotesFlow() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(100)
                        .serverHeartbeatInterval(Duration.ofSeconds(5))
                        .start();
                TestClient client = subscribed(simulator)) {
            client.await(ProtoOASpotEvent.getDefaultInstance(), 100);
            assertThat(simulator.journal().sent(DEMO, 51)).isEmpty();
        }
    }

    @Test
    void aSilentClientIsCutOff() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .idleTimeout(Duration.ofSeconds(2))
                        .start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
            assertThat(simulator.openConnections(DEMO)).isZero();
            assertThat(simulator.journal().maxOutboundSilenceMillis(DEMO)).isGreaterThanOrEqualTo(1990);
        }
    }

    @Test
    void anyByteKeepsAClientAlive() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(100)
                        .idleTimeout(Duration.ofSeconds(4))
                        .start();
                TestClient client = subscribed(simulator)) {
            byte[] heartbeat = TestClient.frame(51, new byte[0], null);
            // Quotes are the clock: one byte after every ten of them, for longer than the timeout.
            for (int index = 0; index < 50; index++) {
                client.await(ProtoOASpotEvent.getDefaultInstance(), 10);
                client.sendBytes(new byte[] {heartbeat[index % heartbeat.length]});
            }
            assertThat(client.end()).isNull();
            assertThat(simulator.openConnections(DEMO)).isEqualTo(1);
        }
    }

    private static TestClient subscribed(CTraderSimulator simulator) throws Exception {
        TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT);
        client.send(ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .addSymbolId(1)
                .build());
        return client;
    }
}
