package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecrecyTest {
    @Test
    void nothingTheSimulatorSaysHoldsASecret() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.camelctrader.simulator");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Level level = logger.getLevel();
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
        String spoken;
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            talk(simulator);
            spoken = simulator + " " + simulator.journal().entries() + " " + SimulatorDefaults.accounts() + " "
                    + simulator.tokens(DEMO_ACCOUNT);
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(level);
        }

        List<String> lines =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(SimulatorDefaults.SECRET_MARKER));
        assertThat(spoken).contains("ProtoOAApplicationAuthReq").doesNotContain(SimulatorDefaults.SECRET_MARKER);
    }

    private static void talk(CTraderSimulator simulator) throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.request(ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                    .setAccessToken(SimulatorDefaults.ACCESS_TOKEN)
                    .build());
            client.request(ProtoOARefreshTokenReq.newBuilder()
                    .setRefreshToken(SimulatorDefaults.LIVE_REFRESH_TOKEN)
                    .build());
            client.refusal(TestClient.accountAuth(4711, SimulatorDefaults.ACCESS_TOKEN));
            client.sendBytes(TestClient.frame(
                    9999, SimulatorDefaults.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "unknown"));
            client.sendBytes(TestClient.frame(
                    2121, SimulatorDefaults.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "unreadable"));
            client.awaitThat(received -> "unreadable".equals(received.clientMsgId()));
        }
        try (TestClient client = TestClient.demo(simulator)) {
            client.refusal(TestClient.applicationAuth(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_ID));
            client.awaitEnd();
        }
    }
}
