package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The order books of a connection, as far as consumers want them. */
@OnLoop
public final class DepthBoard {
    /** How long a book may be crossed: the changes that cross it and that undo it may come in several events. */
    static final Duration CROSSED = Duration.ofSeconds(1);

    /** How often that doubles for a book that is crossed again each time it was subscribed anew. */
    private static final int MOST_DOUBLINGS = 9;

    /** After a time without that which is longer than the longest wait, a book is crossed for the first time again. */
    private static final Duration FORGIVEN = Duration.ofMinutes(30);

    private final Loop loop;
    private final DepthListener listener;
    private final Map<Key, Line> lines = new HashMap<>();
    private long ignored;

    private record Key(long accountId, long symbolId) {}

    private static final class Line {
        private final DepthBook book = new DepthBook();
        /** What the server tells belongs to a book whose beginning is not known, until it is subscribed anew. */
        private boolean beginningUnknown = true;

        private boolean known;
        private int doublings;
        private long lastWrongNanos;
        private Loop.@Nullable Timer crossed;
    }

    public DepthBoard(Loop loop, DepthListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** A consumer wants the book. */
    public void begin(long accountId, long symbolId) {
        loop.check();
        lines.computeIfAbsent(new Key(accountId, symbolId), key -> new Line());
    }

    /** Nobody wants it any more. */
    public void end(long accountId, long symbolId) {
        loop.check();
        Line line = lines.remove(new Key(accountId, symbolId));
        if (line != null) {
            stopWatching(line);
        }
    }

    /** Takes a change. */
    public void received(ProtoOADepthEvent event) {
        loop.check();
        Key key = new Key(event.getCtidTraderAccountId(), event.getSymbolId());
        Line line = lines.get(key);
        if (line != null) {
            ignored += line.book.apply(event);
            if (line.beginningUnknown) {
                return;
            }
            line.known = true;
            listener.changed(key.accountId, key.symbolId, line.book);
            watch(key, line);
        }
    }

    /** Whether a change is the first one of a book that begins: what anybody knew of it before does not count. */
    public boolean isFirst(ProtoOADepthEvent event) {
        loop.check();
        Line line = lines.get(new Key(event.getCtidTraderAccountId(), event.getSymbolId()));
        return line != null && !line.beginningUnknown && !line.known;
    }

    /** The book, if the server has told of it; null otherwise. */
    public @Nullable DepthBook book(long accountId, long symbolId) {
        loop.check();
        Line line = lines.get(new Key(accountId, symbolId));
        return line == null || !line.known ? null : line.book;
    }

    /** How often the server named an id that is not in its book, or an offer of no side or of both. */
    public long ignored() {
        loop.check();
        return ignored;
    }

    /** What was told of a book does not count any more, until it is subscribed anew. */
    public void empty(long accountId, long symbolId) {
        loop.check();
        Key key = new Key(accountId, symbolId);
        Line line = lines.get(key);
        if (line != null) {
            empty(key, line);
        }
    }

    /** From now on the server tells of a book from the start. */
    public void anew(long accountId, long symbolId) {
        loop.check();
        Key key = new Key(accountId, symbolId);
        Line line = lines.get(key);
        if (line != null) {
            if (line.known || !line.book.offers().isEmpty()) {
                empty(key, line);
            }
            line.beginningUnknown = false;
        }
    }

    /** As {@link #empty(long, long)}, for all books of an account of which anything is known. */
    public void emptyAll(long accountId) {
        loop.check();
        emptyWhere(key -> key.accountId == accountId);
    }

    /** The same for all books. */
    public void emptyAll() {
        loop.check();
        emptyWhere(key -> true);
    }

    private void emptyWhere(Predicate<Key> which) {
        List<Key> known = new ArrayList<>();
        lines.forEach((key, line) -> {
            if (which.test(key)) {
                line.beginningUnknown = true;
                if (line.known) {
                    known.add(key);
                }
            }
        });
        known.forEach(key -> empty(key.accountId, key.symbolId));
    }

    private void empty(Key key, Line line) {
        stopWatching(line);
        listener.emptying(key.accountId, key.symbolId, line.book);
        line.book.clear();
        line.known = false;
        line.beginningUnknown = true;
    }

    private void watch(Key key, Line line) {
        if (!line.book.isCrossed()) {
            stopWatching(line);
        } else if (line.crossed == null) {
            if (loop.nanoTime() - line.lastWrongNanos > FORGIVEN.toNanos()) {
                line.doublings = 0;
            }
            line.crossed = loop.schedule(CROSSED.multipliedBy(1L << line.doublings), () -> {
                line.crossed = null;
                line.lastWrongNanos = loop.nanoTime();
                line.doublings = Math.min(line.doublings + 1, MOST_DOUBLINGS);
                listener.crossed(key.accountId, key.symbolId);
            });
        }
    }

    private static void stopWatching(Line line) {
        if (line.crossed != null) {
            line.crossed.cancel();
            line.crossed = null;
        }
    }
}
