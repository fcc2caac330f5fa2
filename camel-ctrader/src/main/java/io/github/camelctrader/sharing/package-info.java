/** Shares between the endpoints of a component one connection for each environment, and the order journal. Knows no Camel. */
@NullMarked
package io.github.camelctrader.sharing;

import org.jspecify.annotations.NullMarked;
