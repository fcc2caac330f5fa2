package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.connection.MessageWriter;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.RequestManager;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server of many accounts behind the limits of a connection, which answers after a while. */
final class LimitedServer implements MessageWriter {
    static final int HISTORICAL_PER_SECOND = 5;

    /** What it was asked for on the present link. */
    final List<Message> asked = new ArrayList<>();

    /** Accounts whose history it does not answer. */
    final Set<Long> mute = new HashSet<>();

    Duration answersAfter = Duration.ofMillis(50);
    private final VirtualLoop loop;
    private final Map<Long, Broker> brokers = new HashMap<>();
    private final Deque<Long> historical = new ArrayDeque<>();
    private @Nullable RequestManager manager;
    private int link;

    LimitedServer(VirtualLoop loop) {
        this.loop = loop;
    }

    void answersTo(RequestManager client) {
        manager = client;
    }

    /** Forgets what is on its way. */
    void cut() {
        link++;
        asked.clear();
    }

    /** Opens a position, whose number is that of its account. */
    ProtoOADeal open(long accountId) {
        return broker(accountId).open(accountId, loop.now().toEpochMilli());
    }

    long asked(Class<? extends Message> type, long accountId) {
        return asked.stream()
                .filter(request -> type.isInstance(request) && PayloadTypes.accountIdOf(request) == accountId)
                .count();
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void write(ProtoMessage envelope) {
        Message request = parsed(envelope);
        asked.add(request);
        boolean list = request instanceof ProtoOADealListReq
                || request instanceof ProtoOAOrderListReq
                || request instanceof ProtoOACashFlowHistoryListReq;
        if (list) {
            count();
        }
        long accountId = PayloadTypes.accountIdOf(request);
        if (list && mute.contains(accountId)) {
            return;
        }
        int asOf = link;
        InboundMessage answer = broker(accountId).send(request, Priority.QUERY).join();
        loop.schedule(answersAfter, () -> {
            if (asOf == link) {
                Objects.requireNonNull(manager)
                        .received(
                                new InboundMessage(answer.payloadType(), answer.message(), envelope.getClientMsgId()));
            }
        });
    }

    @Override
    public void flush() {}

    private Broker broker(long accountId) {
        return brokers.computeIfAbsent(accountId, id -> new Broker());
    }

    private void count() {
        long now = loop.nanoTime();
        historical.add(now);
        historical.removeIf(at -> at <= now - Duration.ofSeconds(1).toNanos());
        assertThat(historical).as("lists within a second").hasSizeLessThanOrEqualTo(HISTORICAL_PER_SECOND);
    }

    private static Message parsed(ProtoMessage envelope) {
        try {
            return Objects.requireNonNull(
                    PayloadTypes.schema().parse(envelope.getPayloadType(), envelope.getPayload()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
