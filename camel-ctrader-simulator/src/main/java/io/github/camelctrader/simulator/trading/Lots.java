package io.github.camelctrader.simulator.trading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Which deals the open volume of a position came from, oldest first; closing takes the oldest away first. */
final class Lots {
    /**
     * Volume of one opening deal.
     *
     * @param dealId the deal
     * @param volume in 0.01 unit
     */
    record Lot(long dealId, long volume) {}

    private final Deque<Lot> open = new ArrayDeque<>();

    void open(long dealId, long volume) {
        open.addLast(new Lot(dealId, volume));
    }

    /** Takes volume away and says which deals had opened it. */
    List<Lot> close(long volume) {
        List<Lot> parts = new ArrayList<>();
        long left = volume;
        while (left > 0) {
            Lot oldest = open.removeFirst();
            long taken = Math.min(left, oldest.volume());
            parts.add(new Lot(oldest.dealId(), taken));
            if (taken < oldest.volume()) {
                open.addFirst(new Lot(oldest.dealId(), oldest.volume() - taken));
            }
            left -= taken;
        }
        return parts;
    }
}
