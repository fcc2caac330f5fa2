/** Tokens: which grant holds which pair, when it is refreshed, and where it is stored. */
@NullMarked
package io.github.camelctrader.client.token;

import org.jspecify.annotations.NullMarked;
