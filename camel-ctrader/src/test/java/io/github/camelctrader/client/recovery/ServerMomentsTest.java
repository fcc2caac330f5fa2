package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.SettableClock;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Moments of this process beside times of the server, which come in whole milliseconds. */
class ServerMomentsTest {
    private static final long SERVER = 1_700_000_000_000_000_000L;
    private static final int MICROS = 1_000;

    @Test
    void whatIsExecutedRightAfterAMomentIsNeverTakenForEarlier() {
        for (int server = 0; server < MICROS; server += 90) {
            for (int begin = 0; begin < MICROS; begin += 90) {
                for (int later = 0; later < MICROS; later += 90) {
                    assertThat(timing(server, begin, later))
                            .as("server %d, begin %d, later %d us", server, begin, later)
                            .isEqualTo(ServerMoments.Timing.AFTER);
                }
            }
        }
    }

    @Test
    void whatWasExecutedWhileTheMachineSleptIsSearchedForAndNotTakenForEarlier() {
        SettableClock machine = new SettableClock();
        ServerTime serverTime = new ServerTime(machine);
        ServerMoments moments = new ServerMoments(machine, serverTime);
        told(moments, serverTime, machine);
        long moment = machine.nanoTime();
        long before = machine.now().toEpochMilli();
        machine.advance(Duration.ofSeconds(1));
        machine.jump(Duration.ofHours(8));
        told(moments, serverTime, machine);

        assertThat(moments.searchFrom(moment)).isLessThan(before);
        assertThat(moments.timing(Deals.filled(1, before + 1), moment)).isEqualTo(ServerMoments.Timing.UNKNOWN);
        assertThat(moments.timing(Deals.filled(1, before - 10_000), moment)).isEqualTo(ServerMoments.Timing.BEFORE);
        long after = machine.nanoTime();
        machine.advance(Duration.ofSeconds(1));
        assertThat(moments.timing(Deals.filled(1, before + 1), after)).isEqualTo(ServerMoments.Timing.BEFORE);
    }

    @Test
    void aClockThatWasPutRightByDecadesMakesNoSearchThroughDecades() {
        SettableClock machine = new SettableClock();
        ServerMoments moments = new ServerMoments(machine, new ServerTime(machine));
        machine.jump(Duration.ofDays(20_000));

        assertThat(moments.searchFrom(machine.nanoTime()))
                .isGreaterThan(machine.now().minus(Duration.ofDays(16)).toEpochMilli());
    }

    /** Two executions, since one time alone does not move the server's clock. */
    private static void told(ServerMoments moments, ServerTime serverTime, SettableClock machine) {
        for (int i = 0; i < 2; i++) {
            machine.advance(Duration.ofMillis(5));
            serverTime.happened(machine.now().toEpochMilli());
            moments.sawLive(machine.now().toEpochMilli());
            moments.awake(machine.nanoTime());
        }
    }

    private static ServerMoments.Timing timing(int server, int begin, int later) {
        VirtualLoop loop = new VirtualLoop();
        long ahead = SERVER + server * 1_000L - loop.nanoTime();
        ServerTime serverTime = new ServerTime(loop);
        ServerMoments moments = new ServerMoments(loop, serverTime);
        serverTime.stamped(millis(loop, ahead));
        moments.sawLive(millis(loop, ahead));
        loop.advance(Duration.ofNanos(5_250_000));
        serverTime.stamped(millis(loop, ahead));
        loop.advance(Duration.ofNanos(begin * 1_000L));
        long moment = loop.nanoTime();
        long executed = millis(loop, ahead);
        loop.advance(Duration.ofNanos(3_000_000 + later * 1_000L));
        return moments.timing(Deals.filled(1, executed), moment);
    }

    private static long millis(VirtualLoop loop, long ahead) {
        return (loop.nanoTime() + ahead) / 1_000_000;
    }
}
