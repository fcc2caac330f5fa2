/** Orders as operations with an outcome: identity, journal, the events that end them, and the look-up of what stayed unknown. */
@NullMarked
package io.github.camelctrader.client.order;

import org.jspecify.annotations.NullMarked;
