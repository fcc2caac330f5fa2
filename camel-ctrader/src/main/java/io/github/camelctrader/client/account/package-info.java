/** Who may use the link: authorisation of the application and of accounts, on every link anew. */
@NullMarked
package io.github.camelctrader.client.account;

import org.jspecify.annotations.NullMarked;
