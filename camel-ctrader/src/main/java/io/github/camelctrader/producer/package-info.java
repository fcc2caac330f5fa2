/** The way of a request from an exchange to the client: it is read, completed, given its id, and sent. */
@NullMarked
package io.github.camelctrader.producer;

import org.jspecify.annotations.NullMarked;
