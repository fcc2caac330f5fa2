package io.github.camelctrader.client.download;

/**
 * How wide the next window is. A page that was cut, or a window that was refused, halves it; a page that is less than a quarter
 * full doubles it, and one that is less than three quarters full widens it by half. Where nothing is found, as on a weekend, the
 * next windows are wider by far, without a word on those after them. Confined to the loop.
 */
final class Span {
    private static final long MOST_STRIDE = 4096;
    private static final long STRIDE = 8;

    private final long grain;
    private final long least;
    private long longest;
    private long length;
    private long stride = 1;
    private int fullPage;
    private boolean fullIsKnown;
    private int fullest;

    /**
     * All lengths in ms.
     *
     * @param grain windows end right before a multiple of this, where they are long enough
     * @param first length of the first window
     * @param longest that the protocol takes
     * @param least a window as short as this that is refused is not refused for its length
     * @param fullPage rows of a full answer
     * @param fullIsKnown whether an answer with so many rows counts as cut although it does not say so
     */
    Span(long grain, long first, long longest, long least, int fullPage, boolean fullIsKnown) {
        this.grain = grain;
        this.length = Math.min(first, longest);
        this.longest = longest;
        this.least = least;
        this.fullPage = fullPage;
        this.fullIsKnown = fullIsKnown;
    }

    /** The last ms of the window that begins with this one. */
    long end(long from) {
        long end = from + Math.min(longest, length * stride);
        long even = (end + 1) / grain * grain - 1;
        return even > from ? even : end;
    }

    /** Whether an answer may have left rows out. A single ms cannot be asked for in parts: there the server's word counts. */
    boolean isCut(Window window, int rows, boolean hasMore) {
        return hasMore || fullIsKnown && rows >= fullPage && window.length() > 0;
    }

    void cut(Window window, int rows, boolean saysSo) {
        if (saysSo) {
            fullest = Math.max(fullest, rows);
            fullPage = fullest;
            fullIsKnown = true;
        }
        length = Math.max(1, Math.min(length, window.length() / 2));
        stride = 1;
    }

    void whole(Window window, int rows) {
        if (rows == 0) {
            stride = Math.min(MOST_STRIDE, stride * STRIDE);
            return;
        }
        stride = 1;
        if (window.length() >= length && rows * 4L < fullPage * 3L) {
            length = Math.min(longest, rows * 4L < fullPage ? length * 2 : length * 3 / 2 + 1);
        }
    }

    /** The server refused a window for its ends. Returns false when a narrower one would not help. */
    boolean refused(Window window) {
        if (window.length() <= least) {
            return false;
        }
        longest = Math.max(least, window.length() / 2);
        length = Math.min(length, longest);
        stride = 1;
        return true;
    }
}
