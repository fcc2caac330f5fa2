/** Recognises order requests that a route makes again, so that a repetition is not a second order. */
@NullMarked
package io.github.camelctrader.idempotency;

import org.jspecify.annotations.NullMarked;
