package io.github.camelctrader.client.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAChangeBalanceType;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PageDownloadTest {
    private static final long START = 1_600_000_000_000L;

    private final VirtualLoop loop = new VirtualLoop();
    private final Downloads downloads = new Downloads(
            ConnectionSettings.builder(Environment.DEMO, "an-id", "a-secret").build(),
            loop,
            this::answer,
            () -> START,
            account -> true,
            event -> {});
    private int asked;

    /** While a page is dealt with the next one is read, and no other, however long that takes. */
    @Test
    void onePageIsReadAhead() {
        HistoryDownload<List<ProtoOADepositWithdraw>> pages = downloads.pages(
                HistoryQuery.of(ProtoOACashFlowHistoryListReq.newBuilder()
                        .setCtidTraderAccountId(7)
                        .setFromTimestamp(START)
                        .setToTimestamp(START + Duration.ofDays(70).toMillis() - 1)
                        .build()),
                Duration.ofSeconds(10));
        for (int page = 1; page < 10; page++) {
            loop.advance(Duration.ofHours(1));
            assertThat(asked).isEqualTo(page);
            assertThat(pages.next()).hasSize(1);
        }
        loop.advance(Duration.ofHours(1));
        assertThat(asked).isEqualTo(10);
        pages.close();
    }

    /** One row in each week. */
    private CompletableFuture<InboundMessage> answer(Message request, Duration timeout, SendListener listener) {
        asked++;
        listener.sent("1");
        long from = ((ProtoOACashFlowHistoryListReq) request).getFromTimestamp();
        return CompletableFuture.completedFuture(new InboundMessage(
                2144,
                ProtoOACashFlowHistoryListRes.newBuilder()
                        .setCtidTraderAccountId(7)
                        .addDepositWithdraw(ProtoOADepositWithdraw.newBuilder()
                                .setOperationType(ProtoOAChangeBalanceType.BALANCE_DEPOSIT)
                                .setBalanceHistoryId(from)
                                .setBalance(asked)
                                .setDelta(1)
                                .setChangeBalanceTimestamp(from)
                                .build())
                        .build(),
                "1"));
    }
}
