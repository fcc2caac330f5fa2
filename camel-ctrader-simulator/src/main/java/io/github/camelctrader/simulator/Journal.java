package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.JournalEntry.Direction;
import io.github.camelctrader.simulator.session.JournalWriter;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened on the connections of a simulator, in order. Bounded: the newest {@value #FRAME_BOUND} entries and,
 * apart from them, the newest {@value #QUOTE_BOUND} spot events are kept, so that quotes never push other frames out, and {@value
 * #LARGE_BOUND} messages of more than {@value #LARGE} bytes, so that years of history do not fill the memory; older ones are
 * missing from {@link #entries} and from everything computed from entries. {@link #count} and {@link #maxOutboundSilenceMillis}
 * never forget. May be read from any thread.
 */
public final class Journal {
    static final int FRAME_BOUND = 50_000;
    static final int QUOTE_BOUND = 10_000;
    static final int LARGE_BOUND = 10;
    static final int LARGE = 50_000;

    private static final long SECOND = 1_000_000_000L;

    private record Kind(SimulatorEnvironment environment, Direction direction, int payloadType) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<JournalEntry> frames = new ArrayDeque<>();
    private final Deque<JournalEntry> quotes = new ArrayDeque<>();
    private final Deque<JournalEntry> large = new ArrayDeque<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private final Map<SimulatorEnvironment, SilenceMeter> silences = new HashMap<>();
    private final Consumer<JournalEntry> listener;
    private long sequence;

    /** @param listener told of every entry, on the thread that writes it */
    Journal(Consumer<JournalEntry> listener) {
        this.listener = listener;
        for (SimulatorEnvironment environment : SimulatorEnvironment.values()) {
            silences.put(environment, new SilenceMeter());
        }
    }

    /** All entries that are still kept, oldest first. */
    public List<JournalEntry> entries() {
        return locked(() -> {
            List<JournalEntry> all = new ArrayList<>(frames);
            all.addAll(quotes);
            all.addAll(large);
            all.sort(Comparator.comparingLong(JournalEntry::sequence));
            return List.copyOf(all);
        });
    }

    /** Frames of a payload type that came in, oldest first. */
    public List<JournalEntry> received(SimulatorEnvironment environment, int payloadType) {
        return frames(environment, Direction.RECEIVED, payloadType);
    }

    /** Frames of a payload type that went out, oldest first. */
    public List<JournalEntry> sent(SimulatorEnvironment environment, int payloadType) {
        return frames(environment, Direction.SENT, payloadType);
    }

    /** Requests of a payload type that were carried out, answered or not, oldest first. */
    public List<JournalEntry> executed(SimulatorEnvironment environment, int payloadType) {
        return frames(environment, Direction.EXECUTED, payloadType);
    }

    /** What was sent with the id of a received request on its connection, oldest first. */
    public List<JournalEntry> answers(JournalEntry request) {
        return ofConnection(request.connection()).stream()
                .filter(entry -> entry.direction() == Direction.SENT
                        && entry.sequence() > request.sequence()
                        && request.clientMsgId() != null
                        && request.clientMsgId().equals(entry.clientMsgId()))
                .toList();
    }

    /** Everything that happened on one connection, oldest first. */
    public List<JournalEntry> ofConnection(long connection) {
        return entries().stream()
                .filter(entry -> entry.connection() == connection)
                .toList();
    }

    /** The entries of a fault, oldest first. */
    public List<JournalEntry> faults(Fault fault) {
        return entries().stream().filter(entry -> entry.fault() == fault).toList();
    }

    private List<JournalEntry> frames(SimulatorEnvironment environment, Direction direction, int payloadType) {
        return entries().stream()
                .filter(entry -> entry.environment() == environment
                        && entry.direction() == direction
                        && entry.payloadType() == payloadType)
                .toList();
    }

    /** How many frames of a payload type came in since the start or {@link #clear}. */
    public long count(SimulatorEnvironment environment, int payloadType) {
        return count(environment, Direction.RECEIVED, payloadType);
    }

    /** How often something happened since the start or {@link #clear}; payload type 0 for events of connections. */
    public long count(SimulatorEnvironment environment, Direction direction, int payloadType) {
        return locked(() -> counts.getOrDefault(new Kind(environment, direction, payloadType), 0L));
    }

    /** The most requests that any one connection sent within any one second, heartbeats not counted. */
    public int maxRequestsInAnySecond(SimulatorEnvironment environment) {
        return maxRequestsInAnySecond(environment, entry -> true);
    }

    /** The same for requests of history: trendbars, ticks, deals, orders, cash flow. */
    public int maxHistoricalRequestsInAnySecond(SimulatorEnvironment environment) {
        return maxRequestsInAnySecond(environment, entry -> PayloadTypes.isHistorical(entry.payloadType()));
    }

    /**
     * The most requests of a kind that any one connection sent within any one second: over every window that begins with a request, and
     * ends before one second is over. Heartbeats are not counted.
     *
     * @param environment where
     * @param wanted which of the received entries count
     * @return 0 if there were none
     */
    public int maxRequestsInAnySecond(SimulatorEnvironment environment, Predicate<JournalEntry> wanted) {
        Map<Long, Deque<Long>> windows = new HashMap<>();
        int most = 0;
        for (JournalEntry entry : entries()) {
            if (entry.environment() == environment
                    && entry.direction() == Direction.RECEIVED
                    && entry.payloadType() != PayloadTypes.HEARTBEAT
                    && wanted.test(entry)) {
                Deque<Long> window = windows.computeIfAbsent(entry.connection(), connection -> new ArrayDeque<>());
                window.addLast(entry.nanos());
                while (entry.nanos() - window.getFirst() >= SECOND) {
                    window.removeFirst();
                }
                most = Math.max(most, window.size());
            }
        }
        return most;
    }

    /**
     * The longest time that a client let pass without sending a byte, on any connection, in ms. Counts from the opening of the connection
     * to its end, and includes silences that still last.
     */
    public long maxOutboundSilenceMillis(SimulatorEnvironment environment) {
        return locked(() -> silences(environment).longestMillis(System.nanoTime()));
    }

    /** Forgets entries and counts. Numbers of connections and the sequence go on. */
    public void clear() {
        locked(() -> {
            frames.clear();
            quotes.clear();
            large.clear();
            counts.clear();
            silences.values().forEach(SilenceMeter::restart);
            return sequence;
        });
    }

    /** The writer that the simulator uses. */
    JournalWriter writer() {
        return new JournalWriter() {
            @Override
            public long write(
                    SimulatorEnvironment environment,
                    long connection,
                    Direction direction,
                    int payloadType,
                    @Nullable String clientMsgId,
                    @Nullable Message message) {
                return append(environment, connection, direction, payloadType, clientMsgId, message, null);
            }

            @Override
            public void fault(
                    SimulatorEnvironment environment,
                    long connection,
                    Fault fault,
                    int payloadType,
                    @Nullable String clientMsgId) {
                append(environment, connection, Direction.FAULT, payloadType, clientMsgId, null, fault);
            }

            @Override
            public void bytesReceived(SimulatorEnvironment environment, long connection) {
                locked(() -> silences(environment).heard(connection, System.nanoTime()));
            }
        };
    }

    private long append(
            SimulatorEnvironment environment,
            long connection,
            Direction direction,
            int payloadType,
            @Nullable String clientMsgId,
            @Nullable Message message,
            @Nullable Fault fault) {
        JournalEntry entry = locked(() -> {
            long nanos = System.nanoTime();
            JournalEntry added = new JournalEntry(
                    ++sequence, nanos, connection, environment, direction, payloadType, clientMsgId, message, fault);
            if (payloadType == PayloadTypes.SPOT_EVENT && direction == Direction.SENT) {
                keep(quotes, QUOTE_BOUND, added);
            } else if (message != null && message.getSerializedSize() > LARGE) {
                keep(large, LARGE_BOUND, added);
            } else {
                keep(frames, FRAME_BOUND, added);
            }
            counts.merge(new Kind(environment, direction, payloadType), 1L, Long::sum);
            switch (direction) {
                case OPENED -> silences(environment).heard(connection, nanos);
                case CLOSED, SILENCED -> silences(environment).ended(connection, nanos);
                case RECEIVED, EXECUTED, FAULT, SENT -> {}
            }
            return added;
        });
        listener.accept(entry);
        return entry.nanos();
    }

    private static void keep(Deque<JournalEntry> queue, int bound, JournalEntry added) {
        if (queue.size() == bound) {
            queue.removeFirst();
        }
        queue.addLast(added);
    }

    private SilenceMeter silences(SimulatorEnvironment environment) {
        return silences.computeIfAbsent(environment, key -> new SilenceMeter());
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
