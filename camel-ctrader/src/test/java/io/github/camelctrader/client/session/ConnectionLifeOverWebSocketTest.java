package io.github.camelctrader.client.session;

import io.github.camelctrader.client.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same behaviour over the other transport. */
class ConnectionLifeOverWebSocketTest extends ConnectionLifeTest {
    @BeforeAll
    static void speakWebSocket() {
        ClientFixture.transport = Transport.WEBSOCKET;
    }

    @AfterAll
    static void speakTcpAgain() {
        ClientFixture.transport = Transport.TCP;
    }
}
