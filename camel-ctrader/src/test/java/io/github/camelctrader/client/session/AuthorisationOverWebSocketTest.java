package io.github.camelctrader.client.session;

import org.junit.jupiter.api.extension.ExtendWith;

/** The same behaviour over the other transport. */
@ExtendWith(OverWebSocket.class)
class AuthorisationOverWebSocketTest extends AuthorisationTest {}
