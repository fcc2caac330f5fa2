package io.github.camelctrader.client.download;

import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;

/**
 * How wide the next window is. A page that was cut, or a window that was refused, halves it; a page that is less than a quarter
 * full doubles it, and one that is less than three quarters full widens it by half. Where nothing is found, as on a weekend, the
 * next windows are wider by far, without a word on those after them; once one such hole is known, the next is taken to be as
 * long.
 */
@OnLoop
final class Span {
    private static final long NONE = -1;
    private static final long MOST_STRIDE = 4096;
    private static final long STRIDE = 8;
    /** Shorter holes, as of the hours in which indices rest, say nothing of the next one. */
    private static final long LEAST_HOLE = Duration.ofDays(1).toMillis();
    /** After this part of a hole it is taken to be one of the long ones. */
    private static final int HINT = 64;

    private final long grain;
    private final long least;
    private long longest;
    private long length;
    private long stride = 1;
    private long hole;
    private long quietSince = NONE;
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
        long end = from + Math.min(longest, inLongHole(from) ? holeEnd() - 1 - from : length * stride);
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

    void empty(Window window) {
        if (quietSince == NONE) {
            quietSince = window.from();
        }
        boolean reopens = window.from() < holeEnd() && window.to() + 1 >= holeEnd();
        stride = reopens ? 1 : Math.min(MOST_STRIDE, stride * STRIDE);
    }

    /** @param first the time of the first row, Unix ms */
    void whole(Window window, int rows, long first) {
        if (quietSince != NONE && first - quietSince >= LEAST_HOLE) {
            hole = first - quietSince;
        }
        quietSince = NONE;
        stride = 1;
        // An even end makes a window a little shorter than it was meant to be.
        if (window.length() + grain >= length && rows * 4L < fullPage * 3L) {
            length = Math.min(longest, rows * 4L < fullPage ? length * 2 : length * 3 / 2 + 1);
        }
    }

    private boolean inLongHole(long from) {
        return hole != 0 && quietSince != NONE && from - quietSince >= hole / HINT && from < holeEnd() - 1;
    }

    private long holeEnd() {
        return quietSince + hole;
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
