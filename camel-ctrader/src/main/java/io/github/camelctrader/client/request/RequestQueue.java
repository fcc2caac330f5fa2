package io.github.camelctrader.client.request;

import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait to be sent: by priority, and in order within a priority. Those of the client itself go before those
 * of the user, which may be held back altogether. Requests of an account that is not authorised yet stand aside.
 */
@OnLoop
final class RequestQueue {
    private static final Priority[] PRIORITIES = Priority.values();

    private final Map<Priority, Deque<PendingRequest>> internal = new EnumMap<>(Priority.class);
    private final Map<Priority, Deque<PendingRequest>> user = new EnumMap<>(Priority.class);
    private final Map<Long, Deque<PendingRequest>> aside = new HashMap<>();
    private int userSize;

    RequestQueue() {
        for (Priority priority : PRIORITIES) {
            internal.put(priority, new ArrayDeque<>());
            user.put(priority, new ArrayDeque<>());
        }
    }

    /** How many requests wait, the client's own among them. */
    int size() {
        return Stream.of(internal, user, aside)
                .flatMap(lane -> lane.values().stream())
                .mapToInt(Deque::size)
                .sum();
    }

    /** Requests of the user that wait, those that stand aside included. */
    int userSize() {
        return userSize;
    }

    void add(PendingRequest request) {
        queueOf(request).addLast(request);
        count(request, 1);
    }

    /** Puts a request before all others of its priority. */
    void addFirst(PendingRequest request) {
        queueOf(request).addFirst(request);
        count(request, 1);
    }

    /** Keeps a request until {@link #bringBack} is called for its account. */
    void setAside(PendingRequest request) {
        aside.computeIfAbsent(request.accountId(), id -> new ArrayDeque<>()).addLast(request);
        count(request, 1);
    }

    /** Puts the requests of an account that stand aside back at the head of their queues, in their order. */
    void bringBack(long accountId) {
        Deque<PendingRequest> waiting = aside.remove(accountId);
        while (waiting != null && !waiting.isEmpty()) {
            PendingRequest request = waiting.removeLast();
            queueOf(request).addFirst(request);
        }
    }

    void bringAllBack() {
        List.copyOf(aside.keySet()).forEach(this::bringBack);
    }

    void remove(PendingRequest request) {
        boolean removed = queueOf(request).remove(request);
        Deque<PendingRequest> waiting = aside.get(request.accountId());
        if (!removed && waiting != null) {
            removed = waiting.remove(request);
        }
        if (removed) {
            count(request, -1);
        }
    }

    /** Takes out the next request that the limits let go now; null when there is none. */
    @Nullable
    PendingRequest poll(boolean userToo, RequestLimits limits, long now) {
        for (Priority priority : PRIORITIES) {
            PendingRequest next = poll(internal.get(priority), limits, now);
            if (next == null && userToo) {
                next = poll(user.get(priority), limits, now);
            }
            if (next != null) {
                count(next, -1);
                return next;
            }
        }
        return null;
    }

    /** How long until {@link #poll} may find something; {@link Long#MAX_VALUE} when nothing waits. */
    long nanosUntilNext(boolean userToo, RequestLimits limits, long now) {
        long wait = Long.MAX_VALUE;
        for (Priority priority : PRIORITIES) {
            wait = Math.min(wait, nanosUntilNext(internal.get(priority), limits, now));
            if (userToo) {
                wait = Math.min(wait, nanosUntilNext(user.get(priority), limits, now));
            }
        }
        return wait;
    }

    /** All that wait to send a message of this type, those that stand aside included. */
    List<PendingRequest> ofType(int payloadType) {
        return Stream.of(internal, user, aside)
                .flatMap(lane -> lane.values().stream())
                .flatMap(Deque::stream)
                .filter(request -> request.payloadType() == payloadType)
                .toList();
    }

    /** Takes out all requests that the client made itself. */
    List<PendingRequest> drainInternal() {
        List<PendingRequest> drained = new ArrayList<>();
        internal.values().forEach(queue -> drain(queue, drained));
        return drained;
    }

    /** Takes out all requests of the user. */
    List<PendingRequest> drainUser() {
        bringAllBack();
        List<PendingRequest> drained = new ArrayList<>();
        user.values().forEach(queue -> drain(queue, drained));
        userSize = 0;
        return drained;
    }

    private static @Nullable PendingRequest poll(
            @Nullable Deque<PendingRequest> queue, RequestLimits limits, long now) {
        if (queue == null || queue.isEmpty()) {
            return null;
        }
        for (Iterator<PendingRequest> requests = queue.iterator(); requests.hasNext(); ) {
            PendingRequest request = requests.next();
            if (limits.nanosUntilFree(request, now) == 0) {
                requests.remove();
                return request;
            }
            if (!limits.blocks().any(now)) {
                return null;
            }
        }
        return null;
    }

    private static long nanosUntilNext(@Nullable Deque<PendingRequest> queue, RequestLimits limits, long now) {
        long wait = Long.MAX_VALUE;
        if (queue != null && !queue.isEmpty()) {
            for (PendingRequest request : queue) {
                wait = Math.min(wait, limits.nanosUntilFree(request, now));
                if (!limits.blocks().any(now)) {
                    break;
                }
            }
        }
        return wait;
    }

    private static void drain(Deque<PendingRequest> queue, List<PendingRequest> drained) {
        drained.addAll(queue);
        queue.clear();
    }

    private Deque<PendingRequest> queueOf(PendingRequest request) {
        Map<Priority, Deque<PendingRequest>> lane = request.internal() ? internal : user;
        return lane.computeIfAbsent(request.priority(), priority -> new ArrayDeque<>());
    }

    private void count(PendingRequest request, int change) {
        if (!request.internal()) {
            userSize += change;
        }
    }
}
