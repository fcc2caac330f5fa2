/** The one package that knows the raw clock, timers, threads and randomness; all others get them from here. */
@NullMarked
package io.github.camelctrader.client.time;

import org.jspecify.annotations.NullMarked;
