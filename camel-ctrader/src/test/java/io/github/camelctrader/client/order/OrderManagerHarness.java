package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.client.wire.ServerTimestamps;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An order manager on a clock that the test moves, and a server of which the test says what it shows and when it answers. */
final class OrderManagerHarness implements OrderListener {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    final VirtualLoop loop = new VirtualLoop();
    final ServerTime serverTime = new ServerTime(loop);
    final List<ProtoOAOrder> orders = new ArrayList<>();
    final List<ProtoOADeal> deals = new ArrayList<>();
    final Map<Long, ProtoOAOrderDetailsRes> details = new HashMap<>();
    final ProtoOAReconcileRes.Builder open = ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(Orders.ACCOUNT);
    final List<Message> reads = new ArrayList<>();
    final List<Sending> sendings = new ArrayList<>();
    final List<Duration> timeouts = new ArrayList<>();
    final List<SendListener> listeners = new ArrayList<>();
    final List<ProtoOAExecutionEvent> executed = new ArrayList<>();
    final List<OrderOutcomeEvent> lateOutcomes = new ArrayList<>();
    final List<UndeliveredOutcome> untold = new ArrayList<>();
    final OrderManager manager;
    boolean usable = true;
    /** An account that has no session, whatever the others have. */
    long unusable;

    boolean linked = true;
    boolean silent;
    /** Whether reads wait for a limit: they leave one by one, in turn, when the test says so. */
    boolean limited;
    /** Whether what is read is refused. */
    boolean refusing;

    private final List<Runnable> unanswered = new ArrayList<>();
    private final Deque<Runnable> unsent = new ArrayDeque<>();
    private int ids;

    /** A request that went out. */
    record Sending(
            Message request, String clientMsgId, CompletableFuture<InboundMessage> answer, SendListener listener) {}

    /** @param executor where the journal is called */
    OrderManagerHarness(OrderJournal journal, @Nullable Executor executor) {
        manager = new OrderManager(
                ConnectionSettings.builder(Environment.DEMO, "id", "hush-secret")
                        .build(),
                loop,
                this::send,
                new AccountHistory(new Reads(), loop, serverTime),
                serverTime,
                accountId -> usable && accountId != unusable,
                () -> "fresh-" + ++ids,
                journal,
                executor == null ? loop : executor,
                this);
        manager.start();
    }

    CompletableFuture<OrderAnswer> submit(Message request, OrderReply reply, String id) {
        return submit(OrderIntent.ready(request), reply, id);
    }

    CompletableFuture<OrderAnswer> submit(OrderIntent intent, OrderReply reply, String id) {
        return manager.submit(intent, new OrderOptions(reply, TIMEOUT, id));
    }

    CompletableFuture<OrderAnswer> submit(Message request) {
        return submit(request, OrderReply.AUTO, "mine");
    }

    /** The server answers the reads that it left without an answer when it was silent. */
    void answerReads() {
        List<Runnable> late = List.copyOf(unanswered);
        unanswered.clear();
        late.forEach(Runnable::run);
    }

    /** Lets all reads leave that wait for the limit, and those that are asked for meanwhile. */
    void sendReads() {
        while (!unsent.isEmpty()) {
            unsent.remove().run();
        }
    }

    /** Those that wait for the limit never leave, nor are they told so. */
    void forgetReads() {
        unsent.clear();
    }

    /** The id under which the last request went out. */
    String lastId() {
        return sendings.get(sendings.size() - 1).clientMsgId();
    }

    /** An event comes in, with the id of a request of ours, or of somebody else's, or without one. */
    void event(ProtoOAExecutionEvent event, @Nullable String clientMsgId) {
        serverTime.stamped(ServerTimestamps.latest(event));
        manager.received(new InboundMessage(PayloadTypes.payloadTypeOf(event), event, clientMsgId));
    }

    /** The link is cut, and the next one is in place at once, so that look-ups begin. */
    void cut() {
        manager.linkLost();
        manager.accountReady(Orders.ACCOUNT);
        manager.ready();
        pass(0);
    }

    void pass(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    <T extends Message> long count(Class<T> type) {
        return reads.stream().filter(type::isInstance).count();
    }

    @Override
    public void executed(ProtoOAExecutionEvent event) {
        executed.add(event);
    }

    @Override
    public void outcome(UndeliveredOutcome outcome) {
        lateOutcomes.add(outcome.event());
        untold.add(outcome);
    }

    private CompletableFuture<InboundMessage> send(Message request, Duration timeout, SendListener listener) {
        Sending sending = new Sending(request, "msg-" + ++ids, new CompletableFuture<>(), listener);
        sendings.add(sending);
        timeouts.add(timeout);
        listeners.add(listener);
        if (linked) {
            listener.sent(sending.clientMsgId());
        }
        return sending.answer();
    }

    private final class Reads implements Requests {
        @Override
        public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
            return read(request);
        }

        @Override
        public CompletableFuture<InboundMessage> send(Message request, Priority priority, SendListener listener) {
            if (!limited) {
                return Requests.super.send(request, priority, listener);
            }
            CompletableFuture<InboundMessage> answer = new CompletableFuture<>();
            unsent.add(() -> {
                listener.sent("");
                Callbacks.whenDone(read(request), (message, failure) -> {
                    if (failure == null) {
                        answer.complete(message);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            });
            return answer;
        }
    }

    private CompletableFuture<InboundMessage> read(Message request) {
        reads.add(request);
        CompletableFuture<InboundMessage> answer = new CompletableFuture<>();
        if (refusing) {
            answer.completeExceptionally(
                    new RequestRejectedException("refused", "BLOCKED_PAYLOAD_TYPE", null, Retryability.AFTER_DELAY));
        } else if (silent) {
            unanswered.add(() -> answer(request, answer));
        } else {
            answer(request, answer);
        }
        return answer;
    }

    private void answer(Message request, CompletableFuture<InboundMessage> future) {
        try {
            Message answer = answer(request);
            serverTime.stamped(ServerTimestamps.latest(answer));
            future.complete(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, "read"));
        } catch (CTraderException refused) {
            future.completeExceptionally(refused);
        }
    }

    private Message answer(Message request) {
        if (request instanceof ProtoOAOrderListReq) {
            return ProtoOAOrderListRes.newBuilder()
                    .setCtidTraderAccountId(Orders.ACCOUNT)
                    .addAllOrder(orders)
                    .setHasMore(false)
                    .build();
        }
        if (request instanceof ProtoOADealListReq) {
            return ProtoOADealListRes.newBuilder()
                    .setCtidTraderAccountId(Orders.ACCOUNT)
                    .addAllDeal(deals)
                    .setHasMore(false)
                    .build();
        }
        if (request instanceof ProtoOAOrderDetailsReq wanted) {
            ProtoOAOrderDetailsRes found = details.get(wanted.getOrderId());
            if (found == null) {
                throw new RequestRejectedException("refused", "ORDER_NOT_FOUND", null, Retryability.AFTER_FIX);
            }
            return found;
        }
        return open.build();
    }

    static void assertNotSent(CompletableFuture<OrderAnswer> answer, String why) {
        assertFailure(answer, NotSentException.class, why);
    }

    /** @param words that its message contains */
    static void assertFailure(CompletableFuture<OrderAnswer> answer, Class<? extends Exception> type, String words) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(type)
                .withMessageContaining(words);
    }
}
