/** Keeps events that wait to be polled, and the subscriptions of stopped routes. Knows no Camel. */
@NullMarked
package io.github.camelctrader.consumer;

import org.jspecify.annotations.NullMarked;
