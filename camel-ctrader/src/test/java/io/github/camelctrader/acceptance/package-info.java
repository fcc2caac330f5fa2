/** What the component promises as a whole, in real routes, over real TLS sockets. */
@NullMarked
package io.github.camelctrader.acceptance;

import org.jspecify.annotations.NullMarked;
