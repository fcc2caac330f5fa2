/** Executions that consumers may have missed: they are read from history, and gaps report what could not be read. */
@NullMarked
package io.github.camelctrader.client.recovery;

import org.jspecify.annotations.NullMarked;
