/**
 * What Camel sees of the {@code ctrader:} scheme: component, endpoint, consumer, producer, headers and type converters.
 * The protocol itself lives in {@link io.github.camelctrader.client}.
 */
@NullMarked
package io.github.camelctrader;

import org.jspecify.annotations.NullMarked;
