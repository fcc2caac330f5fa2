/** Bytes to messages and back: framing with its bound, and the registry of payload types. */
@NullMarked
package io.github.camelctrader.client.wire;

import org.jspecify.annotations.NullMarked;
