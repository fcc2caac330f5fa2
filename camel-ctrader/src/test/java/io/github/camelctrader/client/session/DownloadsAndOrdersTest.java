package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_GET_TRENDBARS_REQ_VALUE;
import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static io.github.camelctrader.client.session.OrderHarness.event;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many downloads at once, and an order whose outcome has to be read from history. */
class DownloadsAndOrdersTest {
    private static final int DOWNLOADS = 60;
    private static final int PAGES = 5;
    private static final int ROWS = 20;
    private static final long MINUTE = 60_000;
    /** A second. */
    private static final int REQUESTS = 100;

    private final ClientHarness harness = new ClientHarness(
            CTraderSimulator.builder()
                    .feedPaused()
                    .historyRows(ROWS)
                    .historicalRequestsPerSecond(REQUESTS + 10)
                    .requestsPerSecond(1_000)
                    .start(),
            client -> client.outcomes(OrderHarness.QUICK).requestLimits(1_000, REQUESTS));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void theLookUpOfAnOrderDoesNotWaitUntilSixtyDownloadsAreDone() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
        harness.simulator.fault(FaultRule.parse("on NewOrderReq swallow-answer"));

        List<CompletableFuture<List<Trendbar>>> downloads = new ArrayList<>();
        for (int number = 0; number < DOWNLOADS; number++) {
            HistoryDownload<Trendbar> download = harness.client.download(bars(number));
            downloads.add(CompletableFuture.supplyAsync(() -> all(download), harness.executor()));
        }
        ProtoOAExecutionType outcome = event(harness.client
                        .order(market().build(), new OrderOptions(OrderReply.AUTO, Duration.ofMillis(300), null))
                        .join())
                .getExecutionType();
        long askedUntilThen = harness.received(PROTO_OA_GET_TRENDBARS_REQ_VALUE);

        assertThat(outcome).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(downloads).allSatisfy(rows -> assertThat(rows.join()).hasSize(PAGES * ROWS));
        assertThat(askedUntilThen).isLessThan(harness.received(PROTO_OA_GET_TRENDBARS_REQ_VALUE) - DOWNLOADS);
    }

    private static HistoryQuery<Trendbar> bars(int number) {
        long from = Instant.now().toEpochMilli() / MINUTE * MINUTE - (number + 2L) * PAGES * ROWS * MINUTE;
        return HistoryQuery.of(ProtoOAGetTrendbarsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .setFromTimestamp(from)
                .setToTimestamp(from + PAGES * ROWS * MINUTE - 1)
                .setCount(ROWS)
                .build());
    }

    private static List<Trendbar> all(HistoryDownload<Trendbar> download) {
        List<Trendbar> rows = new ArrayList<>();
        download.forEachRemaining(rows::add);
        return rows;
    }
}
