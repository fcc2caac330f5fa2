package io.github.camelctrader.client.session;

import io.github.camelctrader.client.Transport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the clients of a test class speak WebSocket: a class that extends another one runs its tests over both transports. */
final class OverWebSocket implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        ClientHarness.transport = Transport.WEBSOCKET;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ClientHarness.transport = Transport.TCP;
    }
}
