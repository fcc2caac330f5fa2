/** Bodies in and out: maps, JSON and decimal numbers become messages of the protocol, and the other way round. Knows no Camel. */
@NullMarked
package io.github.camelctrader.message;

import org.jspecify.annotations.NullMarked;
