/** What an account did in the past, read from the server: deals, orders, and what is open now. */
@NullMarked
package io.github.camelctrader.client.history;

import org.jspecify.annotations.NullMarked;
