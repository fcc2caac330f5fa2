/** History over any range, page by page: which request comes next, what a truncated page leaves to be read, and the hand-over of rows. */
@NullMarked
package io.github.camelctrader.client.download;

import org.jspecify.annotations.NullMarked;
