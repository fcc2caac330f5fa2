package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.delivery.DealRange;
import io.github.camelctrader.client.delivery.GapFiller.Fetched;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a full queue gets back of the executions that it did not keep. */
class DealListGapFillerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long DEAF = 9;

    private final VirtualLoop loop = new VirtualLoop();
    private final Set<Long> listed = new HashSet<>();
    private boolean linked = true;
    private boolean lost;
    private int lists;
    /** What answers the account that is not answered, after all. */
    private final List<Runnable> unanswered = new ArrayList<>();

    private final DealListGapFiller refill = new DealListGapFiller(
            new AccountHistory(this::answer, loop, new ServerTime(loop)),
            loop,
            PATIENCE,
            () -> linked,
            accountId -> linked,
            execution -> ClientEvent.builder("ExecutionEvent", execution)
                    .payloadType(2126)
                    .account(execution.getCtidTraderAccountId())
                    .timestamp(execution.getDeal().getDealId())
                    .build());

    @Test
    void allDealsOfAllAccountsComeInTheOrderOfTheirExecution() {
        listed.addAll(Set.of(1L, 2L, 3L, 4L));
        Fetched fetched = fetch(missed(7, 1L, 4L), missed(8, 2L));

        assertThat(fetched.executions()).extracting(ClientEvent::timestamp).containsExactly(1L, 2L, 4L);
        assertThat(fetched.all()).isTrue();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void whatTheServerDoesNotListIsSaidToBeMissing() {
        listed.add(1L);
        CompletableFuture<Fetched> fetching = refill.fetch(List.of(missed(7, 1L, 2L)));
        assertThat(fetching).isNotDone();
        loop.advance(PATIENCE);

        assertThat(fetching.join().executions()).hasSize(1);
        assertThat(fetching.join().all()).isFalse();
        assertThat(lists).as("with longer and longer pauses").isEqualTo(4);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aHistoryThatLagsIsReadAgain() {
        listed.add(2L);
        CompletableFuture<Fetched> fetching = refill.fetch(List.of(missed(7, 1L, 2L), missed(8, 2L)));
        listed.add(1L);
        loop.advance(DealListGapFiller.AGAIN);

        assertThat(fetching.join().executions())
                .extracting(ClientEvent::timestamp)
                .containsExactly(1L, 2L, 2L);
        assertThat(lists).as("only that of the account that was not complete").isEqualTo(3);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aLinkThatIsLostMeanwhileIsWaitedForAndReadOverWhenItIsBack() {
        listed.addAll(Set.of(1L, 2L));
        lost = true;
        CompletableFuture<Fetched> fetching = refill.fetch(List.of(missed(7, 1L, 2L)));
        linked = false;
        loop.advance(PATIENCE.multipliedBy(3));
        assertThat(fetching).isNotDone();
        assertThat(lists).as("nothing is asked without a link").isOne();
        lost = false;
        linked = true;
        loop.advance(DealListGapFiller.AGAIN);

        assertThat(fetching.join().all()).isTrue();
    }

    @Test
    void aLinkThatDoesNotComeBackIsNotWaitedForLongerThanAMinute() {
        linked = false;
        CompletableFuture<Fetched> fetching = refill.fetch(List.of(missed(7, 1L)));
        loop.advance(DealListGapFiller.MOST.minusNanos(1));
        assertThat(fetching).isNotDone();
        loop.advance(Duration.ofNanos(1));

        assertThat(fetching.join().all()).isFalse();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void anAccountWithoutAnAnswerKeepsNobodyWaitingLongerThanPatienceLasts() {
        listed.addAll(Set.of(1L, 2L));
        CompletableFuture<Fetched> fetching = refill.fetch(List.of(missed(7, 1L), missed(DEAF, 2L)));
        assertThat(fetching).isNotDone();
        loop.advance(PATIENCE);

        assertThat(fetching.join().executions())
                .extracting(ClientEvent::timestamp)
                .containsExactly(1L);
        assertThat(fetching.join().all()).isFalse();

        int asked = unanswered.size();
        List.copyOf(unanswered).forEach(Runnable::run);
        assertThat(unanswered).as("asked for though it is too late").hasSize(asked);
    }

    private Fetched fetch(DealRange... missed) {
        CompletableFuture<Fetched> fetching = refill.fetch(List.of(missed));
        assertThat(fetching).isCompleted();
        return fetching.join();
    }

    private static DealRange missed(long accountId, Long... dealIds) {
        return new DealRange(accountId, 0, 100, Set.of(dealIds));
    }

    private CompletableFuture<InboundMessage> answer(Message request, Priority priority) {
        long accountId = PayloadTypes.accountIdOf(request);
        if (lost) {
            lists += request instanceof ProtoOADealListReq ? 1 : 0;
            return CompletableFuture.failedFuture(new NotSentException("Not sent: there is no link", null));
        }
        CompletableFuture<InboundMessage> late = new CompletableFuture<>();
        Message answer;
        if (request instanceof ProtoOADealListReq) {
            lists++;
            answer = ProtoOADealListRes.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .addAllDeal(listed.stream().map(DealListGapFillerTest::deal).toList())
                    .setHasMore(false)
                    .build();
        } else if (request instanceof ProtoOAOrderListReq) {
            answer = ProtoOAOrderListRes.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .setHasMore(false)
                    .build();
        } else {
            answer = ProtoOAReconcileRes.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .build();
        }
        Runnable coming = () -> late.complete(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, "read"));
        if (accountId == DEAF) {
            unanswered.add(coming);
        } else {
            coming.run();
        }
        return late;
    }

    private static ProtoOADeal deal(long id) {
        return Deals.filled(id, id);
    }
}
