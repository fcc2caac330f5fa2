package io.github.camelctrader.simulator.market;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of one symbol since its market opened. The newest {@value #WHOLE} are kept; of each minute before them the first, the lowest, the
 * highest and the last, which make the same bars as all of them, for {@value #MINUTES} minutes. Confined to one thread.
 */
final class LiveTicks {
    static final int WHOLE = 20_000;
    static final int MINUTES = 40_000;
    private static final long MINUTE = 60_000;

    private final Deque<Tick> newest = new ArrayDeque<>();
    private final Deque<List<Tick>> minutes = new ArrayDeque<>();

    void add(Tick tick) {
        newest.addLast(tick);
        if (newest.size() > WHOLE) {
            fold(newest.removeFirst());
        }
    }

    private void fold(Tick tick) {
        List<Tick> minute = minutes.peekLast();
        if (minute != null && minute.get(0).time() / MINUTE == tick.time() / MINUTE) {
            minutes.removeLast();
            minutes.addLast(folded(minute, tick));
        } else {
            minutes.addLast(List.of(tick));
        }
        if (minutes.size() > MINUTES) {
            minutes.removeFirst();
        }
    }

    /** The ticks of a minute that its bar needs; the last one counts for those that are gone. */
    private static List<Tick> folded(List<Tick> known, Tick next) {
        List<Tick> all = new ArrayList<>(known);
        all.add(next);
        Comparator<Tick> byBid = Comparator.comparingLong(tick -> tick.quote().bid());
        Tick lowest = all.stream().min(byBid).orElse(next);
        Tick highest = all.stream().max(byBid).orElse(next);
        List<Tick> kept = new ArrayList<>();
        int gone = 0;
        for (int index = 0; index < all.size(); index++) {
            Tick tick = all.get(index);
            if (index == 0 || index == all.size() - 1 || tick.equals(lowest) || tick.equals(highest)) {
                kept.add(tick);
            } else {
                gone += tick.sides();
            }
        }
        kept.set(kept.size() - 1, new Tick(next.time(), next.quote(), next.sides() + gone));
        return kept;
    }

    /** Those of a window of Unix ms, both ends included, oldest first: the clock of a server may have been set back. */
    Deque<Tick> between(long from, long to) {
        TreeMap<Long, List<Tick>> found = new TreeMap<>();
        minutes.forEach(minute -> minute.forEach(tick -> add(found, tick, from, to)));
        newest.forEach(tick -> add(found, tick, from, to));
        Deque<Tick> ticks = new ArrayDeque<>();
        found.values().forEach(ticks::addAll);
        return ticks;
    }

    private static void add(TreeMap<Long, List<Tick>> found, Tick tick, long from, long to) {
        if (tick.time() >= from && tick.time() <= to) {
            found.computeIfAbsent(tick.time(), time -> new ArrayList<>(1)).add(tick);
        }
    }

    /** The last one before a time in Unix ms, or null. */
    @Nullable
    Tick before(long time) {
        Iterator<Tick> newestFirst = newest.descendingIterator();
        while (newestFirst.hasNext()) {
            Tick tick = newestFirst.next();
            if (tick.time() < time) {
                return tick;
            }
        }
        Iterator<List<Tick>> minutesBack = minutes.descendingIterator();
        while (minutesBack.hasNext()) {
            List<Tick> minute = minutesBack.next();
            for (int index = minute.size() - 1; index >= 0; index--) {
                if (minute.get(index).time() < time) {
                    return minute.get(index);
                }
            }
        }
        return null;
    }

    /** When the latest one came, Unix ms; 0 without any. */
    long latest() {
        return newest.stream().mapToLong(Tick::time).max().orElse(0);
    }
}
