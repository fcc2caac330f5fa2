/**
 * What stands between a subscription and a consumer: events that wait to be polled, and subscriptions of routes that are stopped. Knows
 * no Camel.
 */
@NullMarked
package io.github.camelctrader.consumer;

import org.jspecify.annotations.NullMarked;
