/** Requests and their answers: correlation, deadlines, priorities and the server's limits. */
@NullMarked
package io.github.camelctrader.client.request;

import org.jspecify.annotations.NullMarked;
