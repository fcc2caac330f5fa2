/** Order journals that come with the client: in memory and in a file, and the command that shows such a file. */
@NullMarked
package io.github.camelctrader.client.journal;

import org.jspecify.annotations.NullMarked;
