/** Authorisation of the application and of accounts, repeated on every link. */
@NullMarked
package io.github.camelctrader.client.account;

import org.jspecify.annotations.NullMarked;
