package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.connection.MessageWriter;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A manager between a user and a server that are both played by the test. */
final class RequestHarness {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    final VirtualLoop loop = new VirtualLoop();
    final Wire wire = new Wire();
    final Gate gate = new Gate();
    final RequestManager manager;

    RequestHarness() {
        this(settings());
    }

    RequestHarness(ConnectionSettings.Builder settings) {
        manager = new RequestManager(loop, wire, settings.build(), gate, "test");
    }

    static ConnectionSettings.Builder settings() {
        return ConnectionSettings.builder(Environment.DEMO, "id", "secret").limitMargin(Duration.ofSeconds(1));
    }

    /** With a link of that number, ready for the user. */
    RequestHarness ready(int generation) {
        manager.linkUp(generation);
        manager.open();
        return this;
    }

    CompletableFuture<InboundMessage> ask(Message request) {
        return manager.sendForUser(request, TIMEOUT);
    }

    void loseLink() {
        manager.linkLost(DisconnectCause.of(DisconnectReason.LINK_FAILED, "reset by peer", null));
    }

    /** The server's answer to a request that it has got. */
    void answer(Sent sent, Message answer) {
        manager.received(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, sent.id()));
    }

    void answer(Sent sent) {
        answer(sent, ProtoOAOrderDetailsRes.getDefaultInstance());
    }

    void refuse(Sent sent, String errorCode) {
        answer(sent, ProtoOAErrorRes.newBuilder().setErrorCode(errorCode).build());
    }

    void limit(Sent sent, int retryAfterSeconds) {
        answer(
                sent,
                ProtoOAErrorRes.newBuilder()
                        .setErrorCode("BLOCKED_PAYLOAD_TYPE")
                        .setRetryAfter(retryAfterSeconds)
                        .build());
    }

    /** A request as the server got it. */
    record Sent(Message request, String id, long atNanos) {}

    /** A socket that keeps what is written. */
    final class Wire implements MessageWriter {
        final List<Sent> sent = new ArrayList<>();
        boolean writable = true;
        /** How many requests it takes before it has to be flushed. */
        int capacity = Integer.MAX_VALUE;

        Runnable whenFlushed = () -> {};
        Consumer<Sent> whenWritten = sent -> {};
        /** How often the manager looked whether something may go. */
        int looks;

        int unflushed;
        int flushes;

        @Override
        public boolean isWritable() {
            looks++;
            return writable;
        }

        @Override
        public void write(ProtoMessage envelope) {
            assertThat(writable).as("written only while writable").isTrue();
            try {
                Message request = Objects.requireNonNull(
                        PayloadTypes.schema().parse(envelope.getPayloadType(), envelope.getPayload()));
                sent.add(new Sent(request, envelope.getClientMsgId(), loop.nanoTime()));
                whenWritten.accept(last());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
            unflushed++;
            writable = unflushed < capacity;
        }

        @Override
        public void flush() {
            unflushed = 0;
            flushes++;
            whenFlushed.run();
        }

        List<Message> requests() {
            assertThat(unflushed).as("written and not flushed").isZero();
            return sent.stream().map(Sent::request).toList();
        }

        Sent last() {
            return Objects.requireNonNull(sent.get(sent.size() - 1));
        }
    }

    /** Accounts are open unless the test says otherwise. */
    static final class Gate implements AccountGate {
        final Map<Long, Verdict> verdicts = new HashMap<>();
        final List<Long> lost = new ArrayList<>();
        final List<Long> tokensRefused = new ArrayList<>();
        final List<String> refreshed = new ArrayList<>();
        int applicationsLost;
        Runnable whenApplicationLost = () -> {};
        boolean worthWaiting = true;
        Runnable whenAsked = () -> {};

        @Override
        public Verdict verdict(long accountId) {
            whenAsked.run();
            return verdicts.getOrDefault(accountId, Verdict.OPEN);
        }

        @Override
        public CTraderException refusal(long accountId) {
            return new AuthenticationException("account " + accountId + " cannot be used", null, null);
        }

        @Override
        public boolean sessionLost(long accountId) {
            lost.add(accountId);
            if (worthWaiting) {
                verdicts.put(accountId, Verdict.WAIT);
            }
            return worthWaiting;
        }

        @Override
        public boolean tokenRefused(long accountId, CTraderException refusal) {
            tokensRefused.add(accountId);
            if (worthWaiting) {
                verdicts.put(accountId, Verdict.WAIT);
            }
            return worthWaiting;
        }

        @Override
        public boolean applicationLost() {
            applicationsLost++;
            whenApplicationLost.run();
            return worthWaiting;
        }

        @Override
        public void tokensRefreshed(String refreshedToken, ProtoOARefreshTokenRes answer) {
            refreshed.add(refreshedToken + " -> " + answer.getRefreshToken());
        }
    }
}
