package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.GapEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gaps that were not filled and became part of another one, which admits more than they did. One of them may still be said to be
 * filled, within minutes or never, and its consumer must not be told so. Confined as the lane that takes them over is.
 */
final class TakenOverGaps {
    private static final int MOST = 1_000;

    private final Set<Key> gaps = new LinkedHashSet<>();

    private record Key(Instant from, List<Long> accounts) {}

    /** Takes a gap that becomes part of another one. */
    void add(GapEvent told) {
        if (told.filled()) {
            return;
        }
        if (gaps.size() >= MOST) {
            gaps.remove(gaps.iterator().next());
        }
        gaps.add(key(told));
    }

    /**
     * Whether a gap says that one of these is filled, each of which is answered once: nobody was told of that one alone, and
     * what it became part of may lack more.
     */
    boolean isOneOf(GapEvent told) {
        return told.filled() && gaps.remove(key(told));
    }

    private static Key key(GapEvent told) {
        return new Key(told.from(), told.accounts());
    }
}
