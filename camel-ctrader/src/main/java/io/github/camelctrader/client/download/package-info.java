/** History over any range, page by page: what is asked for next, what a cut page leaves to ask for, and the rows on their way out. */
@NullMarked
package io.github.camelctrader.client.download;

import org.jspecify.annotations.NullMarked;
