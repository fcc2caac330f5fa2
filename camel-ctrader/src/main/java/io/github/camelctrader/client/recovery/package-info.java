/** What consumers may have missed: executions that nobody was told of are read from history, and gaps say what is not known. */
@NullMarked
package io.github.camelctrader.client.recovery;

import org.jspecify.annotations.NullMarked;
