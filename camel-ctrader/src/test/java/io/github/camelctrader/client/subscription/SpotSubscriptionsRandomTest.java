package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random users, faults and lost links against a small model of the server. Whatever happened: once things are quiet, the
 * server has subscribed exactly what is wanted and exists.
 */
class SpotSubscriptionsRandomTest {
    private static final long ACCOUNT = 7;
    private static final long SYMBOLS = 12;
    private static final long UNKNOWN_SYMBOL = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void endsWithWhatIsWanted(long seed) {
        Random random = new Random(seed);
        VirtualLoop loop = new VirtualLoop();
        Server server = new Server(random);
        Subscriptions spots = new Subscriptions(server, loop, (accountId, symbolId) -> null, new NoListener());
        List<Lease> leases = new ArrayList<>();
        List<Set<Long>> wanted = new ArrayList<>();
        boolean linked = false;

        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    Set<Long> symbols = new HashSet<>();
                    random.longs(1 + random.nextInt(4), 1, SYMBOLS + 1).forEach(symbols::add);
                    wanted.add(symbols);
                    leases.add(spots.want(
                            ACCOUNT, new Wanted(symbols, random.nextBoolean(), Set.of(), false), problem -> {}));
                }
                case 2, 3 -> {
                    if (!leases.isEmpty()) {
                        int which = random.nextInt(leases.size());
                        wanted.remove(which);
                        leases.remove(which).close();
                    }
                }
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        if (linked) {
                            server.linkLost();
                            spots.linkLost();
                        } else {
                            spots.restore(ACCOUNT);
                        }
                        linked = !linked;
                    }
                }
                case 5 -> loop.advance(Duration.ofMillis(random.nextInt(3_000)));
                default -> server.answerOne(true);
            }
            assertThat(server.unanswered).hasSizeLessThanOrEqualTo(1);
        }

        if (!linked) {
            spots.restore(ACCOUNT);
        }
        for (int round = 0; round < 500; round++) {
            server.answerOne(false);
            loop.advance(Duration.ofSeconds(10));
        }
        Set<Long> expected = new TreeSet<>();
        wanted.forEach(expected::addAll);
        expected.remove(UNKNOWN_SYMBOL);
        assertThat(new TreeSet<>(server.subscribed)).isEqualTo(expected);
        for (long symbolId = 1; symbolId <= SYMBOLS; symbolId++) {
            assertThat(spots.isActive(ACCOUNT, Topic.spots(symbolId))).isEqualTo(expected.contains(symbolId));
        }
    }

    /** Takes part of a batch before it refuses the rest, as a server might. */
    private static final class Server implements Requests {
        private final Random random;
        private final Set<Long> subscribed = new HashSet<>();
        private final List<Sent> unanswered = new ArrayList<>();

        private record Sent(Message request, CompletableFuture<InboundMessage> answer) {}

        private Server(Random random) {
            this.random = random;
        }

        @Override
        public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
            Sent sent = new Sent(request, new CompletableFuture<>());
            unanswered.add(sent);
            return sent.answer;
        }

        private void linkLost() {
            subscribed.clear();
            List<Sent> lost = List.copyOf(unanswered);
            unanswered.clear();
            lost.forEach(sent -> sent.answer.completeExceptionally(new RequestTimeoutException("link lost", null)));
            unanswered.clear();
        }

        private void answerOne(boolean withFaults) {
            if (unanswered.isEmpty()) {
                return;
            }
            Sent sent = unanswered.remove(0);
            int fault = withFaults ? random.nextInt(10) : 9;
            if (fault == 0) {
                sent.answer.completeExceptionally(new NotSentException("queue full", null));
                return;
            }
            String error = fault == 1 ? "UNKNOWN_ERROR" : carryOut(sent.request);
            if (fault == 2) {
                sent.answer.completeExceptionally(new RequestTimeoutException("no answer", null));
            } else if (error != null) {
                sent.answer.completeExceptionally(ScriptedRequests.refusal(error));
            } else {
                Message answer = ProtoOASubscribeSpotsRes.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .build();
                sent.answer.complete(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, null));
            }
        }

        private @Nullable String carryOut(Message request) {
            if (request instanceof ProtoOAUnsubscribeSpotsReq unsubscribe) {
                for (long symbolId : unsubscribe.getSymbolIdList()) {
                    if (!subscribed.remove(symbolId)) {
                        return "INVALID_REQUEST";
                    }
                }
                return null;
            }
            for (long symbolId : ((ProtoOASubscribeSpotsReq) request).getSymbolIdList()) {
                if (symbolId == UNKNOWN_SYMBOL) {
                    return "SYMBOL_NOT_FOUND";
                }
                if (!subscribed.add(symbolId)) {
                    return "ALREADY_SUBSCRIBED";
                }
            }
            return null;
        }
    }
}
