package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestLimitsTest {
    private static final long MILLI = 1_000_000;

    private final RequestLimits limits = limits(4, 2);

    @Test
    void ordinaryRequestsCountInOneLimit() {
        for (int number = 0; number < 4; number++) {
            assertThat(limits.nanosUntilFree(query(number), 0)).isZero();
            limits.take(query(number), 0);
        }

        assertThat(limits.nanosUntilFree(query(5), 0)).isEqualTo(1500 * MILLI);
        assertThat(limits.nanosUntilFree(request(SampleRequests.control(5)), 0)).isEqualTo(1500 * MILLI);
        assertThat(limits.nanosUntilFree(query(5), 1500 * MILLI)).isZero();
    }

    @Test
    void requestsOfHistoryCountInBothLimits() {
        limits.take(historical(1), 0);
        limits.take(historical(2), 0);

        assertThat(limits.nanosUntilFree(historical(3), 0)).isEqualTo(1500 * MILLI);
        limits.take(query(1), 0);
        assertThat(limits.nanosUntilFree(query(2), 0)).isZero();
        limits.take(query(2), 0);
        assertThat(limits.nanosUntilFree(query(3), 0))
                .as("history took two of four")
                .isEqualTo(1500 * MILLI);
    }

    @Test
    void historyWaitsForTheOrdinaryLimitToo() {
        for (int number = 0; number < 4; number++) {
            limits.take(query(number), 0);
        }

        assertThat(limits.nanosUntilFree(historical(1), 0)).isEqualTo(1500 * MILLI);
    }

    @Test
    void anAnswerFreesThePermitsOfItsRequestInBothLimits() {
        RequestLimits one = limits(1, 1);
        PendingRequest asked = historical(1);
        one.take(asked, 0);
        one.answered(asked, 100 * MILLI);

        assertThat(one.nanosUntilFree(historical(2), 0)).isEqualTo(1110 * MILLI);
        assertThat(one.nanosUntilFree(query(2), 0)).isEqualTo(1110 * MILLI);
    }

    @Test
    void anAnswerToAnOrdinaryRequestProvesThatHistoryAskedForBeforeWasSeen() {
        RequestLimits one = limits(9, 1);
        one.take(historical(1), 0);
        PendingRequest asked = query(1);
        one.take(asked, 0);
        one.answered(asked, 0);

        assertThat(one.nanosUntilFree(historical(2), 0)).isEqualTo(1010 * MILLI);
    }

    @Test
    void anAnswerToAnOrdinaryRequestProvesNothingOfHistoryThatWasAskedForLater() {
        RequestLimits one = limits(9, 1);
        PendingRequest asked = query(1);
        one.take(asked, 0);
        one.take(historical(1), 0);
        one.answered(asked, 0);

        assertThat(one.nanosUntilFree(historical(2), 0)).isEqualTo(1500 * MILLI);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void aBlockedTypeWaitsAndTheOthersDoNot(Priority blocked) {
        PendingRequest example = request(SampleRequests.of(blocked, 1));
        limits.blocks().refused(example.payloadType(), limitedFor(4), 0);

        for (Priority priority : Priority.values()) {
            PendingRequest next = request(SampleRequests.of(priority, 2));
            assertThat(limits.nanosUntilFree(next, 1000 * MILLI))
                    .as("%s", priority)
                    .isEqualTo(next.payloadType() == example.payloadType() ? 3050 * MILLI : 0);
        }
    }

    @Test
    void aBlockLongerThanTheWindowIsWaitedForAndAShorterOneNot() {
        for (int number = 0; number < 4; number++) {
            limits.take(query(number), 0);
        }
        limits.blocks().refused(query(1).payloadType(), limitedFor(0), 0);
        assertThat(limits.nanosUntilFree(query(1), 0)).isEqualTo(1500 * MILLI);

        limits.blocks().refused(query(1).payloadType(), limitedFor(2), 0);
        assertThat(limits.nanosUntilFree(query(1), 0)).isEqualTo(2050 * MILLI);
    }

    private static RateLimitedException limitedFor(int seconds) {
        return new RateLimitedException("too soon", "BLOCKED_PAYLOAD_TYPE", null, Duration.ofSeconds(seconds));
    }

    private static RequestLimits limits(int perSecond, int historicalPerSecond) {
        return new RequestLimits(ConnectionSettings.builder(Environment.DEMO, "id", "secret")
                .requestLimits(perSecond, historicalPerSecond)
                .limitMargin(Duration.ofMillis(500))
                .build());
    }

    private static PendingRequest query(int number) {
        return request(SampleRequests.query(number));
    }

    private static PendingRequest historical(int number) {
        return request(SampleRequests.historical(number));
    }

    private static PendingRequest request(Message message) {
        Priority priority = RequestKind.priorityOf(PayloadTypes.payloadTypeOf(message));
        return new PendingRequest(message, priority, false, Duration.ofSeconds(10), 0, SendListener.NONE);
    }
}
