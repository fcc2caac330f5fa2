package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Downloads whose account goes, that the server blocks, or whose rows no answer can hold. */
class DownloadTroubleTest {
    private static final long MINUTE = 60_000;
    private static final int ROWS = 2;
    private static final int MANY = 20;

    /** The server's: this machine's clock is ten minutes fast. */
    private final long now = Instant.now().toEpochMilli() / MINUTE * MINUTE - 10 * MINUTE;

    private final ClientHarness harness = new ClientHarness(
            CTraderSimulator.builder()
                    .feedPaused()
                    .clock(Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC))
                    .fillDelay(Duration.ZERO)
                    .historyRows(ROWS)
                    .historicalRequestsPerSecond(1_000)
                    .requestsPerSecond(1_000)
                    .start(),
            client -> client.requestLimits(1_000, 1_000));

    DownloadTroubleTest() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void anAccountThatGoesEndsItsDownloadWhichSaysHowFarItCame() {
        HistoryDownload<Trendbar> download = harness.client.download(bars(60));
        List<Trendbar> got = new ArrayList<>();
        got.add(download.next());

        harness.simulator.revokeToken(SimulatorDefaults.ACCESS_TOKEN);
        CTraderException failure = catchThrowableOfType(CTraderException.class, () -> {
            while (true) {
                got.add(download.next());
            }
        });

        assertThat(got).hasSizeLessThan(60);
        assertThat(failure.getCompleteUntil())
                .isGreaterThanOrEqualTo(got.get(got.size() - 1).openTime())
                .isLessThan(now);
        assertThat(failure.getAccountId()).isEqualTo(ACCOUNT);
        assertThat(download.progress().state()).isEqualTo(State.FAILED);
    }

    @Test
    void aBlockThatOneOfManyDownloadsMeetsEndsNone() {
        harness.simulator.fault(FaultRule.of(Fault.RATE_BLOCK).on("GetTrendbarsReq"));
        List<CompletableFuture<List<Trendbar>>> downloads = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            HistoryDownload<Trendbar> download = harness.client.download(bars(6));
            downloads.add(CompletableFuture.supplyAsync(() -> all(download), harness.executor()));
        }

        assertThat(downloads).allSatisfy(rows -> assertThat(rows.join()).hasSize(6));
        assertThat(harness.simulator.journal().faults(Fault.RATE_BLOCK)).isNotEmpty();
    }

    /** The server told no time yet. */
    @Test
    void aMachineWhoseClockIsFastTakesNothingForReadThatHasNotHappened() {
        HistoryDownload<Trendbar> download = harness.client.download(bars(6, now + 30 * MINUTE));
        List<Trendbar> rows = all(download);

        Trendbar last = rows.get(rows.size() - 1);
        assertThat(download.progress().completeUntil()).isEqualTo(last.openTime());
        assertThat(last.openTime()).isEqualTo(now);
        assertThat(last.closed()).isFalse();
    }

    @Test
    void aRangeThatIsOverIsWholeAndItsBarsAreClosedAlthoughTheServerToldNoTime() {
        HistoryDownload<Trendbar> download = harness.client.download(bars(6));
        List<Trendbar> rows = all(download);

        assertThat(rows).hasSize(6).allMatch(Trendbar::closed);
        assertThat(download.progress().completeUntil()).isEqualTo(now - MINUTE - 1);
    }

    /** The server's clock stands still. */
    @Test
    void moreDealsOfOneMillisecondThanAnAnswerHoldsAreAnErrorAndNeverLeftOut() {
        for (int order = 0; order <= ROWS; order++) {
            harness.request(ProtoOANewOrderReq.newBuilder()
                            .setCtidTraderAccountId(ACCOUNT)
                            .setSymbolId(1)
                            .setOrderType(ProtoOAOrderType.MARKET)
                            .setTradeSide(ProtoOATradeSide.BUY)
                            .setVolume(100_000)
                            .build())
                    .join();
        }
        HistoryDownload<ProtoOADeal> download = harness.client.download(HistoryQuery.of(ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setFromTimestamp(now - MINUTE)
                .setToTimestamp(now + MINUTE)
                .build()));

        RequestTimeoutException failure = catchThrowableOfType(RequestTimeoutException.class, () -> all(download));

        assertThat(failure).hasMessageContaining("more in the one millisecond " + now + " than an answer holds");
        assertThat(failure.getCompleteUntil()).isEqualTo(now - 1);
    }

    private HistoryQuery<Trendbar> bars(int count) {
        return bars(count, now - MINUTE - 1);
    }

    private HistoryQuery<Trendbar> bars(int count, long to) {
        return HistoryQuery.of(ProtoOAGetTrendbarsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .setFromTimestamp(now - (count + 1) * MINUTE)
                .setToTimestamp(to)
                .setCount(ROWS)
                .build());
    }

    private static <T> List<T> all(Iterator<T> download) {
        List<T> rows = new ArrayList<>();
        download.forEachRemaining(rows::add);
        return rows;
    }
}
