package io.github.camelctrader.client.download;

/**
 * A part of a range that one request asks for.
 *
 * @param from first ms, Unix ms
 * @param to last ms, Unix ms
 * @param followed whether later rows are known, so that the last one of the answer is not the newest
 */
record Window(long from, long to, boolean followed) {
    /** What the protocol calls the length of a window: the difference between its ends. */
    long length() {
        return to - from;
    }

    boolean holds(long time) {
        return time >= from && time <= to;
    }
}
