package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.SimulatorEnvironment.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.simulator.JournalEntry.Direction;
import io.github.camelctrader.simulator.session.JournalWriter;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final Journal journal = new Journal(entry -> {});
    private final JournalWriter writer = journal.writer();

    private void received(SimulatorEnvironment environment, long connection, int payloadType) {
        writer.write(
                environment,
                connection,
                Direction.RECEIVED,
                payloadType,
                "id",
                ProtoOAReconcileReq.newBuilder().setCtidTraderAccountId(1).build());
    }

    @Test
    void keepsEverythingInOrderWithItsPlace() {
        writer.write(DEMO, 1, Direction.OPENED, 0, null, null);
        received(DEMO, 1, 2124);
        received(LIVE, 2, 2124);
        writer.write(DEMO, 1, Direction.CLOSED, 0, null, null);

        assertThat(journal.entries())
                .extracting(JournalEntry::toString)
                .containsExactly(
                        "1 demo#1 OPENED",
                        "2 demo#1 RECEIVED ProtoOAReconcileReq [id], 2 bytes",
                        "3 live#2 RECEIVED ProtoOAReconcileReq [id], 2 bytes",
                        "4 demo#1 CLOSED");
        assertThat(journal.received(DEMO, 2124)).hasSize(1);
        assertThat(journal.count(DEMO, Direction.OPENED, 0)).isEqualTo(1);
        assertThat(journal.entries()).isSortedAccordingTo((one, other) -> Long.compare(one.nanos(), other.nanos()));
    }

    @Test
    void countsRequestsPerConnectionWithoutHeartbeats() {
        for (int index = 0; index < 5; index++) {
            received(DEMO, 1, 2137);
            received(DEMO, 2, 2124);
            received(DEMO, 2, 2124);
            received(DEMO, 2, 51);
            received(LIVE, 3, 2124);
        }
        assertThat(journal.maxRequestsInAnySecond(DEMO)).isEqualTo(10);
        assertThat(journal.maxHistoricalRequestsInAnySecond(DEMO)).isEqualTo(5);
        assertThat(journal.maxRequestsInAnySecond(DEMO, entry -> entry.connection() == 1))
                .isEqualTo(5);
        assertThat(journal.maxRequestsInAnySecond(LIVE)).isEqualTo(5);
    }

    @Test
    void quotesNeverPushOtherFramesOutAndCountsNeverForget() {
        received(DEMO, 1, 2124);
        for (int index = 0; index < Journal.QUOTE_BOUND + Journal.FRAME_BOUND; index++) {
            writer.write(DEMO, 1, Direction.SENT, 2131, null, ProtoOASpotEvent.getDefaultInstance());
        }
        assertThat(journal.entries()).hasSize(Journal.QUOTE_BOUND + 1);
        assertThat(journal.received(DEMO, 2124)).hasSize(1);
        for (int index = 0; index < Journal.FRAME_BOUND; index++) {
            received(DEMO, 1, 2112);
        }
        assertThat(journal.received(DEMO, 2124)).isEmpty();
        assertThat(journal.count(DEMO, 2124)).isEqualTo(1);
        assertThat(journal.count(DEMO, Direction.SENT, 2131)).isEqualTo(Journal.QUOTE_BOUND + Journal.FRAME_BOUND);
    }

    @Test
    void ofLargeMessagesTheNewestAreKept() {
        ProtoOAErrorRes large = ProtoOAErrorRes.newBuilder()
                .setErrorCode("X".repeat(Journal.LARGE))
                .build();
        received(DEMO, 1, 2124);
        for (int index = 0; index < Journal.LARGE_BOUND + 2; index++) {
            writer.write(DEMO, 1, Direction.SENT, 2142, null, large);
        }
        assertThat(journal.sent(DEMO, 2142))
                .extracting(JournalEntry::sequence)
                .startsWith(4L)
                .hasSize(Journal.LARGE_BOUND);
        assertThat(journal.received(DEMO, 2124)).hasSize(1);
        assertThat(journal.count(DEMO, Direction.SENT, 2142)).isEqualTo(Journal.LARGE_BOUND + 2);
    }

    @Test
    void forgetsOnRequest() {
        received(DEMO, 1, 2124);
        journal.clear();
        received(DEMO, 1, 2112);
        assertThat(journal.entries()).extracting(JournalEntry::sequence).containsExactly(2L);
        assertThat(journal.count(DEMO, 2124)).isZero();
    }

    @Test
    void measuresSilences() {
        SilenceMeter meter = new SilenceMeter();
        meter.heard(1, 0);
        meter.heard(2, 0);
        meter.heard(1, 3_000_000);
        meter.ended(1, 4_000_000);
        assertThat(meter.longestMillis(2_000_000)).isEqualTo(3);
        assertThat(meter.longestMillis(7_000_000)).isEqualTo(7);
        meter.ended(2, 8_000_000);
        assertThat(meter.longestMillis(100_000_000)).isEqualTo(8);
    }
}
