package io.github.camelctrader.client.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DownloadQueueTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Message REQUEST =
            ProtoOADealListReq.newBuilder().setCtidTraderAccountId(7).build();
    private static final InboundMessage ANSWER = new InboundMessage(
            2134,
            ProtoOADealListRes.newBuilder()
                    .setCtidTraderAccountId(7)
                    .setHasMore(false)
                    .build(),
            "1");

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Queued> queue = new ArrayList<>();
    private boolean usable = true;
    private final DownloadQueue turns = new DownloadQueue(this::send, loop, account -> usable);

    private record Queued(CompletableFuture<InboundMessage> answer, SendListener listener) {}

    @Test
    void sixtyDownloadsWaitForTheLimitMuchLongerThanTheirTimeoutAndNoneFails() {
        List<DownloadQueue.Asked> asked = new ArrayList<>();
        for (int index = 0; index < 60; index++) {
            asked.add(turns.ask(REQUEST, TIMEOUT));
        }
        for (int second = 0; second < 60; second++) {
            assertThat(queue).hasSize(1);
            loop.advance(Duration.ofSeconds(1));
            Queued first = queue.remove(0);
            first.listener.sent("1");
            first.answer.complete(ANSWER);
        }
        assertThat(asked).allMatch(one -> one.answer().isDone() && !one.answer().isCompletedExceptionally());
        assertThat(asked.get(59).waited()).isEqualTo(Duration.ofSeconds(60));
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void theNextOneQueuesWhenTheOneBeforeWentOutAnsweredOrNot() {
        turns.ask(REQUEST, TIMEOUT);
        turns.ask(REQUEST, TIMEOUT);
        assertThat(queue).hasSize(1);
        queue.get(0).listener.sent("1");
        assertThat(queue).hasSize(2);
    }

    @Test
    void aDownloadThatIsClosedWhileItsRequestWaitsHoldsNobodyUp() {
        DownloadQueue.Asked closed = turns.ask(REQUEST, TIMEOUT);
        turns.ask(REQUEST, TIMEOUT);
        closed.abandon();
        loop.advance(Duration.ZERO);
        assertThat(queue).hasSize(2);
        assertThat(queue.get(0).listener.isWanted()).isFalse();
    }

    @Test
    void theTimeOfAnAnswerRunsFromItsSending() {
        DownloadQueue.Asked asked = turns.ask(REQUEST, TIMEOUT);
        loop.advance(Duration.ofMinutes(2));
        queue.get(0).listener.sent("1");
        loop.advance(TIMEOUT.minusMillis(1));
        assertThat(asked.answer()).isNotDone();
        loop.advance(Duration.ofMillis(1));
        assertThat(asked.answer())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RequestTimeoutException.class)
                .withMessageContaining("no answer within 10000 ms");
        assertThat(queue.get(0).listener.isWanted()).isFalse();
    }

    @Test
    void aRequestThatTheServersLimitRefusedWaitsAgainWithoutItsTimeRunning() {
        DownloadQueue.Asked asked = turns.ask(REQUEST, TIMEOUT);
        queue.get(0).listener.sent("1");
        loop.advance(Duration.ofSeconds(9));
        queue.get(0).listener.takenBack();
        loop.advance(Duration.ofMinutes(2));
        queue.get(0).listener.sent("2");
        loop.advance(Duration.ofSeconds(9));
        queue.get(0).answer.complete(ANSWER);
        assertThat(asked.answer()).isCompletedWithValue(ANSWER);
    }

    @Test
    void withoutAConnectionAllThatWaitFailAfterTheirTimeout() {
        usable = false;
        DownloadQueue.Asked first = turns.ask(REQUEST, TIMEOUT);
        DownloadQueue.Asked second = turns.ask(REQUEST, TIMEOUT);
        loop.advance(TIMEOUT);
        for (DownloadQueue.Asked asked : List.of(first, second)) {
            assertThat(asked.answer())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(NotSentException.class)
                    .withMessageContaining("not ready");
        }
        assertThat(loop.pendingTimers()).isZero();
    }

    private CompletableFuture<InboundMessage> send(Message request, Duration timeout, SendListener listener) {
        Queued queued = new Queued(new CompletableFuture<>(), listener);
        queue.add(queued);
        return queued.answer();
    }
}
