package io.github.camelctrader.client.download;

import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a download asks for next, and what it may hand on. There is no cursor: the range is a row of parts, each read or not, and
 * the first is dealt with first. Of a page that was cut, the rows between its ends are whole; what lies beyond is asked for again
 * with the ends themselves, since several rows may share their millisecond.
 *
 * <p>Whether a server leaves out the oldest or the newest rows is not documented and was seen both ways. Until it showed once,
 * nothing is concluded from a cut page about either side: what is newer is asked for at once, what is older comes next anyhow.
 *
 * <p>Pages that are read before their turn are kept, {@value #MOST_HELD} at most; those that lie furthest ahead are read again.
 */
@OnLoop
final class DownloadPlan<T> {
    private static final int MOST_HELD = 3;

    private final PageKind<T> kind;
    private final Span span;
    private final Deque<Part<T>> parts = new ArrayDeque<>();
    private Cuts cuts = Cuts.UNKNOWN;
    private @Nullable CutPage<T> probing;
    private @Nullable Suspicion suspicion;
    private final RangeEnd end;
    private boolean lookingAhead;
    private long completeUntil;

    /** Which rows the server leaves out of an answer that is too long. */
    private enum Cuts {
        UNKNOWN,
        OLDEST,
        NEWEST
    }

    /** @param rows null when they were not read */
    private record Part<T>(long from, long to, @Nullable List<T> rows) {}

    private record CutPage<T>(Window window, List<T> rows, ToLongFunction<T> time, long first, long last) {}

    /**
     * Whether there are rows older than the first one of a cut page will tell on which side it was cut.
     *
     * @param from where the older ones would begin
     * @param first time of the first row of that page
     * @param newer whether there were newer ones
     */
    private record Suspicion(long from, long first, boolean newer) {}

    DownloadPlan(PageKind<T> kind, long from, long to, RangeEnd end) {
        this.kind = kind;
        this.end = end;
        this.span = kind.span();
        parts.add(new Part<>(from, to, null));
        completeUntil = from - 1;
    }

    PageKind<T> kind() {
        return kind;
    }

    /** Up to which time everything was handed on, Unix ms, inclusive. */
    long completeUntil() {
        return completeUntil;
    }

    /** How many rows wait for their turn. */
    int rowsHeld() {
        return parts.stream()
                .mapToInt(part -> part.rows == null ? 0 : part.rows.size())
                .sum();
    }

    /** Rows that may be handed on; null when the next ones have to be asked for. The last one ends the range. */
    @Nullable
    Batch<T> take() {
        while (!parts.isEmpty()) {
            Part<T> first = parts.getFirst();
            if (first.rows == null) {
                return null;
            }
            parts.removeFirst();
            completeUntil = Math.max(completeUntil, end.readUntil(first.to));
            if (!first.rows.isEmpty()) {
                completeUntil = Math.max(completeUntil, newest(first.rows));
                return new Batch<>(first.rows, completeUntil, false);
            }
        }
        return new Batch<>(List.of(), completeUntil, true);
    }

    /** The rows of a page may be a little younger than what is known of the server's time. */
    private long newest(List<T> rows) {
        return end.wasReached() ? Long.MIN_VALUE : kind.times().get(0).applyAsLong(rows.get(rows.size() - 1));
    }

    /** What to ask for. Call when {@link #take} had nothing. */
    Window window() {
        Window window = next();
        Window after = kind.exact() ? end.lookAhead(window) : null;
        lookingAhead = after != null;
        if (after != null) {
            return after;
        }
        end.asked(window);
        return window;
    }

    private Window next() {
        if (probing != null) {
            return new Window(probing.last, probing.window.to(), probing.window.followed());
        }
        Part<T> first = parts.getFirst();
        boolean followed = end.isOver() || parts.stream().anyMatch(part -> part.rows != null && !part.rows.isEmpty());
        return new Window(first.from, Math.min(first.to, span.end(first.from)), followed);
    }

    /** The server refused what was asked for. Returns false when that is not for its ends, or a narrower window would not help. */
    boolean refused(Window window, Throwable failure) {
        boolean forItsEnds = failure instanceof RequestRejectedException no
                && ServerErrorCode.INCORRECT_BOUNDARIES.is(no.getErrorCode());
        if (lookingAhead) {
            // The range itself is read all the same; whether it is over stays unknown.
            lookingAhead = false;
            return failure instanceof RequestRejectedException;
        }
        if (!forItsEnds || !span.refused(window)) {
            return false;
        }
        CutPage<T> probed = probing;
        if (probed != null) {
            probing = null;
            split(probed, true);
        }
        return true;
    }

    /** Takes an answer. Returns why the download cannot go on, or null. */
    @Nullable
    String answered(Window window, Page<T> page) {
        if (lookingAhead) {
            lookingAhead = false;
            page.rows().forEach(row -> end.sawRow(kind.times().get(0).applyAsLong(row)));
            return null;
        }
        boolean cut = span.isCut(window, page.rows().size(), page.hasMore());
        List<T> rows = kind.within(window, page.rows());
        CutPage<T> probed = probing;
        if (probed != null) {
            probing = null;
            return probed(probed, rows, cut);
        }
        if (!cut) {
            if (rows.isEmpty()) {
                span.empty(window);
            } else {
                span.whole(window, rows.size(), kind.times().get(0).applyAsLong(rows.get(0)));
            }
            conclude(window, rows, false);
            replace(window, List.of(new Part<>(window.from(), window.to(), rows)), false);
            return null;
        }
        ToLongFunction<T> time = kind.timeWithin(window, rows);
        if (rows.isEmpty() || time == null) {
            return rows.isEmpty()
                    ? "the server says that there is more and shows nothing"
                    : "the server left rows out, and shows some that are not of the time that was asked for";
        }
        span.cut(window, rows.size(), page.hasMore());
        conclude(window, rows, true);
        long first = rows.stream().mapToLong(time).min().orElseThrow();
        long last = rows.stream().mapToLong(time).max().orElseThrow();
        CutPage<T> cutPage = new CutPage<>(window, rows, time, first, last);
        if (cuts == Cuts.UNKNOWN && last < window.to() && last > window.from()) {
            probing = cutPage;
            return null;
        }
        if (cuts == Cuts.UNKNOWN && first < last) {
            suspicion = new Suspicion(window.from(), first, false);
        }
        return split(cutPage, cuts != Cuts.OLDEST);
    }

    private @Nullable String probed(CutPage<T> page, List<T> rows, boolean cut) {
        boolean newer = cut || rows.stream().anyMatch(row -> page.time.applyAsLong(row) > page.last);
        List<T> all = new ArrayList<>(page.rows);
        if (!newer) {
            all.removeIf(row -> page.time.applyAsLong(row) == page.last);
            all.addAll(rows);
        }
        suspicion = new Suspicion(page.window.from(), page.first, newer);
        return split(new CutPage<>(page.window, all, page.time, page.first, page.last), newer);
    }

    /** @param newer whether rows after the last one may be missing */
    private @Nullable String split(CutPage<T> page, boolean newer) {
        Window window = page.window;
        boolean older = cuts != Cuts.NEWEST;
        if (page.first == page.last) {
            return splitAt(page, older, newer);
        }
        long from = older ? page.first + 1 : window.from();
        long to = newer ? page.last - 1 : window.to();
        List<Part<T>> split = new ArrayList<>();
        if (older) {
            split.add(new Part<>(window.from(), page.first, null));
        }
        if (from <= to) {
            split.add(new Part<>(from, to, between(page, from, to)));
        }
        if (newer) {
            split.add(new Part<>(page.last, window.to(), null));
        }
        replace(window, split, true);
        return null;
    }

    /** All rows have one time, of which some may be missing too: it is asked for alone. */
    private @Nullable String splitAt(CutPage<T> page, boolean older, boolean newer) {
        Window window = page.window;
        if (window.length() == 0) {
            return "there is more in the one millisecond " + window.from() + " than an answer holds";
        }
        List<Part<T>> split = new ArrayList<>();
        if (page.first > window.from()) {
            split.add(new Part<>(window.from(), page.first - 1, older ? null : List.of()));
        }
        split.add(new Part<>(page.first, page.first, null));
        if (page.last < window.to()) {
            split.add(new Part<>(page.last + 1, window.to(), newer ? null : List.of()));
        }
        replace(window, split, false);
        return null;
    }

    private static <T> List<T> between(CutPage<T> page, long from, long to) {
        return page.rows.stream()
                .filter(row -> page.time.applyAsLong(row) >= from && page.time.applyAsLong(row) <= to)
                .toList();
    }

    /** Looks whether an answer says on which side an earlier one was cut. */
    private void conclude(Window window, List<T> rows, boolean cut) {
        Suspicion about = suspicion;
        if (about == null || window.from() < about.from || window.to() > about.first) {
            return;
        }
        boolean older = rows.stream()
                .anyMatch(row -> kind.times().stream().allMatch(time -> time.applyAsLong(row) < about.first));
        boolean allSeen = window.from() == about.from && window.to() == about.first && !cut;
        if (older && !about.newer) {
            cuts = Cuts.OLDEST;
        } else if (!older && allSeen && about.newer) {
            cuts = Cuts.NEWEST;
        }
        if (older || window.to() == about.first) {
            suspicion = null;
        }
    }

    /** Puts what a window turned out to hold in the place of the part that it was asked for. */
    private void replace(Window window, List<Part<T>> found, boolean joinRest) {
        Part<T> asked = parts.removeFirst();
        Part<T> last = found.get(found.size() - 1);
        if (window.to() < asked.to) {
            boolean joined = joinRest && last.rows == null;
            parts.addFirst(new Part<>(joined ? last.from : window.to() + 1, asked.to, null));
            if (joined) {
                found = found.subList(0, found.size() - 1);
            }
        }
        for (int index = found.size() - 1; index >= 0; index--) {
            parts.addFirst(found.get(index));
        }
        forgetFarPages();
    }

    private void forgetFarPages() {
        long held = parts.stream().skip(1).filter(DownloadPlan::isHeld).count();
        if (held <= MOST_HELD) {
            return;
        }
        List<Part<T>> kept = new ArrayList<>(parts);
        for (int index = kept.size() - 1; held > MOST_HELD; index--) {
            Part<T> part = kept.get(index);
            if (isHeld(part)) {
                kept.set(index, new Part<>(part.from, part.to, null));
                held--;
            }
        }
        parts.clear();
        joinedFromTheEnd(kept);
    }

    /** What was forgotten is asked for together with what comes after it. */
    private void joinedFromTheEnd(List<Part<T>> all) {
        for (int index = all.size() - 1; index >= 0; index--) {
            Part<T> part = all.get(index);
            Part<T> next = parts.peekFirst();
            if (index > 0 && part.rows == null && next != null && next.rows == null) {
                parts.removeFirst();
                parts.addFirst(new Part<>(part.from, next.to, null));
            } else {
                parts.addFirst(part);
            }
        }
    }

    private static boolean isHeld(Part<?> part) {
        return part.rows != null && !part.rows.isEmpty();
    }
}
