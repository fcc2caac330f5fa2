package io.github.camelctrader.client.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DownloadEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many rows from a server that computes them. Larger with {@code -Ddownload.ticks=5000000 -Ddownload.years=10}, in a small heap
 * with {@code -Xmx64m}.
 */
class DownloadSizeTest {
    private static final long START = Instant.parse("2015-01-04T22:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final int WEEK = 7 * 1_440;
    /** Minutes of a week that have bars: markets are closed for two days. */
    private static final int OPEN = 5 * 1_440;

    private static final int TICK_EACH = 120;
    private static final int BARS = 14_000;
    private static final int TICKS = 10_000;

    private final NettyLoop loop = new NettyLoop("size");
    private int requests;
    private final Downloads downloads = new Downloads(
            ConnectionSettings.builder(Environment.DEMO, "id", "secret").build(),
            loop,
            this::answer,
            () -> loop.now().toEpochMilli(),
            account -> true,
            (DownloadEvent event) -> {});

    @AfterEach
    void end() {
        loop.close();
    }

    @Test
    void yearsOfMinutesTakeFewRequestsAndLittleMemory() {
        int years = Integer.getInteger("download.years", 2);
        long to = START + Duration.ofDays(365L * years).toMillis() - 1;
        HistoryDownload<Trendbar> bars = downloads.rows(
                HistoryQuery.of(ProtoOAGetTrendbarsReq.newBuilder()
                        .setCtidTraderAccountId(1)
                        .setSymbolId(1)
                        .setPeriod(ProtoOATrendbarPeriod.M1)
                        .setFromTimestamp(START)
                        .setToTimestamp(to)
                        .build()),
                Duration.ofSeconds(30));
        long minute = 0;
        while (bars.hasNext()) {
            Trendbar bar = bars.next();
            if (bar.openTime() != START + minute * MINUTE) {
                throw new AssertionError("Not the bar of minute " + minute + ": " + bar);
            }
            minute++;
            minute += minute % WEEK == OPEN ? WEEK - OPEN : 0;
        }
        assertThat(START + minute * MINUTE).isGreaterThan(to);
        assertThat(bars.progress().state()).isEqualTo(State.COMPLETE);
        // Windows widen beside the weekends: 54 full pages took 76 requests while they did not.
        assertThat(requests).isLessThan(36 * years);
        System.out.println(bars.progress().rows() + " bars, " + requests + " requests, "
                + bars.progress().elapsed());
    }

    @Test
    void manyTicksTakeLittleMoreThanTheirPagesAndLittleMemory() {
        int ticks = Integer.getInteger("download.ticks", 200_000);
        HistoryDownload<Tick> rows = downloads.rows(
                HistoryQuery.of(ProtoOAGetTickDataReq.newBuilder()
                        .setCtidTraderAccountId(1)
                        .setSymbolId(1)
                        .setType(ProtoOAQuoteType.BID)
                        .setFromTimestamp(START)
                        .setToTimestamp(START + (ticks - 1L) * TICK_EACH)
                        .build()),
                Duration.ofSeconds(30));
        int count = 0;
        while (rows.hasNext()) {
            Tick tick = rows.next();
            if (tick.time() != START + (long) count * TICK_EACH
                    || tick.price().unscaledValue().longValueExact() != price(count)) {
                throw new AssertionError("Not tick " + count + ": " + tick);
            }
            count++;
        }
        assertThat(count).isEqualTo(ticks);
        assertThat(requests).isLessThan(15 + ticks / TICKS * 14 / 10);
        System.out.println(
                count + " ticks, " + requests + " requests, " + rows.progress().elapsed());
    }

    private CompletableFuture<InboundMessage> answer(Message request, Duration timeout, SendListener listener) {
        requests++;
        listener.sent(Integer.toString(requests));
        Message answer =
                request instanceof ProtoOAGetTrendbarsReq bars ? bars(bars) : ticks((ProtoOAGetTickDataReq) request);
        return CompletableFuture.completedFuture(
                new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, Integer.toString(requests)));
    }

    private static Message bars(ProtoOAGetTrendbarsReq request) {
        ProtoOAGetTrendbarsRes.Builder answer =
                ProtoOAGetTrendbarsRes.newBuilder().setCtidTraderAccountId(1).setPeriod(request.getPeriod());
        long first = -Math.floorDiv(-(request.getFromTimestamp() - START), MINUTE);
        long last = Math.floorDiv(request.getToTimestamp() - START, MINUTE);
        int left = BARS;
        long minute = last;
        ArrayDeque<ProtoOATrendbar> newest = new ArrayDeque<>();
        for (; minute >= first && left > 0; minute--) {
            if (minute % WEEK < OPEN) {
                left--;
                newest.addFirst(ProtoOATrendbar.newBuilder()
                        .setVolume(3)
                        .setLow(100_000 + minute % 977)
                        .setDeltaHigh(5)
                        .setUtcTimestampInMinutes((int) (START / MINUTE + minute))
                        .build());
            }
        }
        return answer.addAllTrendbar(newest)
                .setHasMore(left == 0 && minute >= first)
                .build();
    }

    private static Message ticks(ProtoOAGetTickDataReq request) {
        ProtoOAGetTickDataRes.Builder answer =
                ProtoOAGetTickDataRes.newBuilder().setCtidTraderAccountId(1);
        long first = -Math.floorDiv(-(request.getFromTimestamp() - START), TICK_EACH);
        long last = Math.floorDiv(request.getToTimestamp() - START, TICK_EACH);
        long oldest = Math.max(first, last - TICKS + 1);
        for (long tick = last; tick >= oldest; tick--) {
            answer.addTickData(ProtoOATickData.newBuilder()
                    .setTimestamp(tick == last ? START + tick * TICK_EACH : -TICK_EACH)
                    .setTick(tick == last ? price(tick) : price(tick) - price(tick + 1)));
        }
        return answer.setHasMore(oldest > first).build();
    }

    private static long price(long tick) {
        return 100_000 + tick * 31 % 977;
    }
}
