/** The link and its life: the state machine, TLS, heartbeats, back-off. */
@NullMarked
package io.github.camelctrader.client.connection;

import org.jspecify.annotations.NullMarked;
