package io.github.camelctrader.client.download;

import java.util.List;

/**
 * One answer.
 *
 * @param rows oldest first
 * @param hasMore whether the server says that it left rows of the window out
 */
record Page<T>(List<T> rows, boolean hasMore) {}
