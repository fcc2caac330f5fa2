/** What is checked and filled in before an order is sent: permission, rules of its type, of its symbol and of what it changes. */
@NullMarked
package io.github.camelctrader.client.validation;

import org.jspecify.annotations.NullMarked;
