package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Before;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a request was sent by the server's clock, and which part of the lists that makes necessary. */
class SendTimesTest {
    private static final long NOW = 1_800_000_000_000L;

    private final VirtualLoop clock = new VirtualLoop();
    private final ServerTime serverTime = new ServerTime(clock);
    private final SendTimes times = new SendTimes(serverTime, clock);
    private final LastKnownState seen = new LastKnownState();

    @Test
    void thePositionThatACloseIsAboutIsRememberedAsItWasBeforeTheSend() {
        seen.seen(
                Orders.event("ORDER_FILLED")
                        .setPosition(Orders.position(1).setUtcLastUpdateTimestamp(33))
                        .build(),
                0);

        assertThat(times.before(record(Orders.close(1, 5), 0, NOW), seen)).isEqualTo(new Before(0, Orders.VOLUME, 33));
        assertThat(times.before(record(Orders.close(2, 5), 0, NOW), seen)).isEqualTo(Before.NOTHING);
        assertThat(times.before(record(Orders.cancel(1), 0, NOW), seen)).isEqualTo(Before.NOTHING);
        tellServerTime(NOW);
        assertThat(times.before(record(Orders.cancel(1), 0, NOW), seen)).isEqualTo(new Before(NOW, 0, 0));
    }

    @ParameterizedTest(name = "known before {0}, the server {1} when 10 s have passed: {2}")
    @CsvSource({
        "     0,  none,      0",
        "-20000,  none, -20000",
        "     0,  told, -10000",
        "-20000,  told, -20000",
        " -5000,  told, -10000",
    })
    void theSendWasAfterTheEarliestOfWhatIsKnown(long known, String server, long expected) {
        clock.advance(Duration.ofSeconds(100));
        OrderOperation operation = operation(known == 0 ? 0 : NOW + known, NOW, clock.nanoTime());
        OrderOperation fromJournal = operation(known == 0 ? 0 : NOW + known, NOW, OrderOperation.BEGUN_ELSEWHERE);
        clock.advance(Duration.ofSeconds(10));
        if (server.equals("told")) {
            tellServerTime(NOW);
        }

        assertThat(times.sentAfter(operation)).isEqualTo(expected == 0 ? 0 : NOW + expected);
        assertThat(times.sentAfter(fromJournal))
                .as("nobody knows how long ago an earlier process began it")
                .isEqualTo(known == 0 ? 0 : NOW + known);
    }

    @Test
    void listsAreReadFromWellBeforeTheSendAndFromDaysBeforeWhereOnlyOurClockTellsIt() {
        assertThat(times.readFrom(operation(NOW - 7, NOW, 0))).isEqualTo(NOW - 7 - SendTimes.OVERLAP);
        assertThat(times.readFrom(operation(0, NOW, 0))).isEqualTo(NOW - SendTimes.MOST_APART);
    }

    @ParameterizedTest
    @CsvSource({"-3600000", "3600000"})
    void listsAreReadToLaterThanAnyClockSays(long ahead) {
        long ours = clock.now().toEpochMilli();
        assertThat(times.readTo()).isEqualTo(ours + SendTimes.MOST_APART);

        tellServerTime(ours + ahead);
        assertThat(times.readTo())
                .isEqualTo(Math.max(ours, ours + ahead) + Duration.ofDays(1).toMillis());
    }

    @ParameterizedTest(name = "sent {0} ms from our time: {1}")
    @CsvSource({
        "        0, false",
        " 86400000, false",
        " 86400001, true",
        "-86400000, false",
        "-86400001, true",
    })
    void clocksThatDifferByMoreThanADayProveNothing(long apart, boolean tooFar) {
        assertThat(times.tooFarApart(operation(NOW + apart, NOW, 0))).isEqualTo(tooFar);
        assertThat(times.tooFarApart(operation(0, NOW, 0))).isFalse();
    }

    private void tellServerTime(long now) {
        serverTime.stamped(now);
        serverTime.stamped(now + 1);
        assertThat(serverTime.now()).hasValue(now);
    }

    private static OrderOperation operation(long known, long submitted, long begunNanos) {
        return new OrderOperation(record(Orders.cancel(1), known, submitted), begunNanos, null);
    }

    private static OrderRecord record(Message request, long known, long submitted) {
        return OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "id", request, Instant.ofEpochMilli(submitted))
                .after(new Before(known, 0, 0));
    }
}
