package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private static final long MILLI = 1_000_000;

    private final RequestLimits limits = new RequestLimits(ConnectionSettings.builder(Environment.DEMO, "id", "secret")
            .requestLimits(1000, 5)
            .limitMargin(Duration.ZERO)
            .build());
    private final RequestQueue queue = new RequestQueue();

    @Test
    void theHigherPriorityGoesFirstAndWithinOneTheClientsOwnThenInOrder() {
        List<PendingRequest> expected = new ArrayList<>();
        for (Priority priority : EnumSet.complementOf(EnumSet.of(Priority.PREPARATION, Priority.RECOVERY))) {
            expected.add(own(priority, 1));
            expected.add(own(priority, 2));
            expected.add(users(priority, 3));
            expected.add(users(priority, 4));
        }
        for (int offset = 0; offset < 4; offset++) {
            for (int group = 4; group >= 0; group--) {
                queue.add(expected.get(4 * group + (offset % 2 == 0 ? offset / 2 + 2 : offset / 2)));
            }
        }

        assertThat(pollAll(true)).isEqualTo(expected);
    }

    @Test
    void whatAnOrderNeedsGoesAfterOrdersAndBeforeSubscriptions() {
        PendingRequest subscription = add(users(Priority.SUBSCRIPTION, 1));
        PendingRequest preparation = add(own(Priority.PREPARATION, 2));
        PendingRequest trading = add(users(Priority.TRADING, 3));

        assertThat(pollAll(true)).containsExactly(trading, preparation, subscription);
    }

    @Test
    void whatRecoversGoesAfterOrdersAndBeforeReads() {
        PendingRequest query = add(users(Priority.QUERY, 1));
        PendingRequest recovery = add(own(Priority.RECOVERY, 2));
        PendingRequest trading = add(users(Priority.TRADING, 3));

        assertThat(pollAll(true)).containsExactly(trading, recovery, query);
    }

    @Test
    void theUsersMayBeHeldBackAltogether() {
        PendingRequest own = add(own(Priority.HISTORICAL, 1));
        PendingRequest users = add(users(Priority.CONTROL, 2));

        assertThat(pollAll(false)).containsExactly(own);
        assertThat(queue.nanosUntilNext(false, limits, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.nanosUntilNext(true, limits, 0)).isZero();
        assertThat(pollAll(true)).containsExactly(users);
    }

    @Test
    void whatStandsAsideComesBackBeforeTheOthersAndInItsOrder() {
        PendingRequest first = users(SampleRequests.query(17, 1));
        PendingRequest second = users(SampleRequests.query(17, 2));
        PendingRequest trading = users(SampleRequests.limitOrder(17, 3));
        PendingRequest other = users(SampleRequests.query(18, 4));
        PendingRequest later = add(users(SampleRequests.query(17, 5)));
        queue.setAside(first);
        queue.setAside(trading);
        queue.setAside(second);
        queue.setAside(other);
        assertThat(queue.userSize()).isEqualTo(5);

        queue.bringBack(17);
        queue.bringBack(99);
        assertThat(queue.userSize()).isEqualTo(5);
        assertThat(pollAll(true)).containsExactly(trading, first, second, later);
        assertThat(queue.userSize()).isOne();

        queue.bringAllBack();
        assertThat(pollAll(true)).containsExactly(other);
        assertThat(queue.userSize()).isZero();
    }

    @Test
    void aRequestThatGoesOnceMoreGoesFirst() {
        add(users(Priority.QUERY, 1));
        PendingRequest again = users(Priority.QUERY, 2);
        queue.addFirst(again);

        assertThat(queue.poll(true, limits, 0)).isSameAs(again);
        assertThat(queue.userSize()).isOne();
    }

    @Test
    void aRequestCanBeTakenOutWhereverItWaits() {
        PendingRequest waiting = add(users(Priority.QUERY, 1));
        PendingRequest aside = users(Priority.QUERY, 2);
        queue.setAside(aside);
        PendingRequest stays = add(users(Priority.QUERY, 3));
        PendingRequest own = add(own(Priority.QUERY, 4));
        queue.remove(waiting);
        queue.remove(aside);
        queue.remove(own);
        queue.remove(own);
        queue.remove(users(Priority.QUERY, 5));

        queue.bringAllBack();
        assertThat(queue.userSize()).isOne();
        assertThat(pollAll(true)).containsExactly(stays);
    }

    @Test
    void aBlockedTypeDoesNotHoldUpTheOthersOfItsPriority() {
        PendingRequest blocked = add(users(SampleRequests.query(1)));
        PendingRequest free = add(users(SampleRequests.version()));
        PendingRequest blockedToo = add(users(SampleRequests.query(2)));
        limits.blocks()
                .refused(
                        blocked.payloadType(),
                        new RateLimitedException("too soon", "BLOCKED_PAYLOAD_TYPE", null, Duration.ofMillis(1700)),
                        -1000 * MILLI);

        assertThat(queue.poll(true, limits, 0)).isSameAs(free);
        assertThat(queue.poll(true, limits, 0)).isNull();
        assertThat(queue.nanosUntilNext(true, limits, 0)).isEqualTo(700 * MILLI);
        assertThat(queue.poll(true, limits, 700 * MILLI)).isSameAs(blocked);
        assertThat(queue.poll(true, limits, 700 * MILLI)).isSameAs(blockedToo);
    }

    @Test
    void historyThatHasToWaitDoesNotHoldUpAnythingElse() {
        for (int number = 1; number <= 6; number++) {
            add(users(Priority.HISTORICAL, number));
        }
        for (int number = 1; number <= 5; number++) {
            limits.take(take(true), 0);
        }
        assertThat(queue.poll(true, limits, 0)).isNull();
        assertThat(queue.nanosUntilNext(true, limits, 0)).isEqualTo(1000 * MILLI);

        PendingRequest query = add(users(Priority.QUERY, 7));
        assertThat(queue.nanosUntilNext(true, limits, 0)).isZero();
        assertThat(queue.poll(true, limits, 0)).isSameAs(query);
    }

    @Test
    void nothingWaitsForEver() {
        assertThat(queue.poll(true, limits, 0)).isNull();
        assertThat(queue.nanosUntilNext(true, limits, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void drainingTakesAllOfOneSideAndNothingOfTheOther() {
        PendingRequest own = add(own(Priority.QUERY, 1));
        PendingRequest users = add(users(Priority.QUERY, 2));
        PendingRequest aside = users(Priority.TRADING, 3);
        queue.setAside(aside);

        assertThat(queue.drainInternal()).containsExactly(own);
        assertThat(queue.userSize()).isEqualTo(2);
        assertThat(queue.drainUser()).containsExactlyInAnyOrder(users, aside);
        assertThat(queue.userSize()).isZero();
        queue.bringAllBack();
        assertThat(pollAll(true)).isEmpty();
    }

    private PendingRequest add(PendingRequest request) {
        queue.add(request);
        return request;
    }

    private PendingRequest take(boolean userToo) {
        PendingRequest next = queue.poll(userToo, limits, 0);
        assertThat(next).isNotNull();
        return Objects.requireNonNull(next);
    }

    private List<PendingRequest> pollAll(boolean userToo) {
        List<PendingRequest> polled = new ArrayList<>();
        for (PendingRequest next = queue.poll(userToo, limits, 0);
                next != null;
                next = queue.poll(userToo, limits, 0)) {
            polled.add(next);
        }
        return polled;
    }

    private static PendingRequest own(Priority priority, int number) {
        return new PendingRequest(
                SampleRequests.of(priority, number), priority, true, Duration.ofSeconds(10), 0, SendListener.NONE);
    }

    private static PendingRequest users(Priority priority, int number) {
        return users(SampleRequests.of(priority, number));
    }

    private static PendingRequest users(Message message) {
        return new PendingRequest(
                message,
                RequestKind.priorityOf(PayloadTypes.payloadTypeOf(message)),
                false,
                Duration.ofSeconds(10),
                0,
                SendListener.NONE);
    }
}
