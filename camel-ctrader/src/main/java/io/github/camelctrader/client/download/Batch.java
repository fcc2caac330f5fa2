package io.github.camelctrader.client.download;

import java.util.List;

/**
 * Rows that are handed on together.
 *
 * @param rows oldest first; empty only at the end of the range
 * @param until up to which time nothing is missing, Unix ms, inclusive
 * @param last whether this is the end of the range
 */
record Batch<T>(List<T> rows, long until, boolean last) {}
