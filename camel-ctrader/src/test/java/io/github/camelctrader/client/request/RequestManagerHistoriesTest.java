package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds however user, server, link, accounts and limits play together: seeded random histories. */
class RequestManagerHistoriesTest {
    private static final int HISTORIES = 200;
    private static final int STEPS = 250;

    @Test
    void everyRequestEndsOnceAndTruthfully() {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = new History(seed, outcomes);
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
            history.end();
        }
        assertThat(outcomes)
                .as("ends that the histories came to")
                .containsExactly(
                        "AuthenticationException",
                        "NotSentException",
                        "OutcomeUnknownException",
                        "RateLimitedException",
                        "RequestRejectedException",
                        "RequestTimeoutException",
                        "answer");
    }

    /** One request from its making to its end. */
    private static final class Asked {
        private final Message message;
        private final boolean changesOrders;
        private final boolean internal;
        private final long deadline;
        private final List<RequestHarness.Sent> sent = new ArrayList<>();
        private @Nullable String lastWord;
        private int accountsLost;
        private int ended;

        private Asked(Message message, boolean internal, long deadline) {
            this.message = message;
            this.changesOrders = RequestKind.changesOrders(PayloadTypes.payloadTypeOf(message));
            this.internal = internal;
            this.deadline = deadline;
        }
    }

    private static final class History {
        private final SplittableRandom random;
        private final Set<String> outcomes;
        private final int perSecond;
        private final int historicalPerSecond;
        private final RequestHarness harness;
        private final Map<Message, Asked> all = new HashMap<>();
        private final List<String> log = new ArrayList<>();
        private int generation;
        private boolean linked;
        private boolean open;

        private History(int seed, Set<String> outcomes) {
            this.outcomes = outcomes;
            random = new SplittableRandom(seed);
            log.add("seed " + seed);
            perSecond = 1 + random.nextInt(10);
            historicalPerSecond = 1 + random.nextInt(perSecond);
            harness = new RequestHarness(RequestHarness.settings()
                    .requestLimits(perSecond, historicalPerSecond)
                    .limitMargin(Duration.ofMillis(random.nextInt(500)))
                    .queueSize(1 + random.nextInt(30))
                    .requestTimeout(Duration.ofSeconds(3)));
            harness.wire.whenWritten = this::written;
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> ask();
                case 4 -> askOnItsOwn();
                case 5, 6, 7, 8 -> answer();
                case 9 -> changeGate();
                case 10 -> changeSocket();
                case 11 -> changeLink();
                case 12 -> {
                    if (random.nextInt(10) == 0) {
                        refuseAll();
                    }
                }
                default -> harness.loop.advance(Duration.ofMillis(random.nextInt(600)));
            }
        }

        private void ask() {
            int number = all.size() + 1;
            long account = 17 + random.nextInt(2);
            Duration timeout = Duration.ofMillis(1 + random.nextInt(5000));
            Message message = switch (random.nextInt(6)) {
                case 0, 1 -> SampleRequests.limitOrder(account, number);
                case 2 -> SampleRequests.historical(account, number);
                case 3 -> SampleRequests.control(number);
                default -> SampleRequests.query(account, number);
            };
            Asked asked = new Asked(message, false, harness.loop.nanoTime() + timeout.toNanos());
            watch(asked, () -> harness.manager.sendForUser(message, timeout));
        }

        private void askOnItsOwn() {
            Message message = SampleRequests.subscription(all.size() + 1);
            long deadline = harness.loop.nanoTime() + Duration.ofSeconds(3).toNanos();
            watch(new Asked(message, true, deadline), () -> harness.manager.send(message, Priority.SUBSCRIPTION));
        }

        private void watch(Asked asked, Supplier<CompletableFuture<InboundMessage>> send) {
            all.put(asked.message, asked);
            log.add("ask " + asked.message.getDescriptorForType().getName() + " #" + all.size());
            send.get().whenComplete((answer, failure) -> ended(asked, failure));
        }

        private void written(RequestHarness.Sent sent) {
            Asked asked = Objects.requireNonNull(all.get(sent.request()));
            log.add("sent " + sent.id());
            check(
                    !asked.changesOrders || asked.sent.isEmpty() || "ACCOUNT_NOT_AUTHORIZED".equals(asked.lastWord),
                    "an order goes again only after the server lost its account");
            asked.sent.add(sent);
            asked.lastWord = null;
            check(linked, "sent only over a link");
            check(asked.internal || open, "the user's go only when the connection is ready");
            check(asked.ended == 0, "sent only while somebody waits for it");
            check(
                    asked.internal
                            || !sent.request().getDescriptorForType().getName().contains("Order")
                            || harness.gate.verdict(accountOf(asked)) == Verdict.OPEN,
                    "sent only while its account may");
        }

        private void answer() {
            if (harness.wire.sent.isEmpty()) {
                return;
            }
            int latest = harness.wire.sent.size() - 1;
            RequestHarness.Sent sent = harness.wire.sent.get(Math.max(0, latest - random.nextInt(12)));
            Asked asked = Objects.requireNonNull(all.get(sent.request()));
            boolean awaited = linked
                    && asked.ended == 0
                    && asked.sent.get(asked.sent.size() - 1) == sent
                    && asked.lastWord == null;
            String word = switch (random.nextInt(6)) {
                case 0 -> "MARKET_CLOSED";
                case 1 -> "BLOCKED_PAYLOAD_TYPE";
                case 2 -> "ACCOUNT_NOT_AUTHORIZED";
                default -> "answer";
            };
            if (awaited) {
                asked.lastWord = word;
            }
            int endedBefore = asked.ended;
            log.add("server: " + word + " to " + sent.id());
            if (word.equals("answer")) {
                harness.answer(sent, ProtoOAOrderDetailsRes.getDefaultInstance());
            } else if (word.equals("BLOCKED_PAYLOAD_TYPE")) {
                harness.limit(sent, random.nextInt(3));
            } else {
                harness.refuse(sent, word);
            }
            if (awaited && word.equals("ACCOUNT_NOT_AUTHORIZED")) {
                asked.accountsLost++;
                check(asked.accountsLost == 1 || asked.ended == 1, "a lost account is waited for once");
            }
            check(awaited || asked.ended == endedBefore, "what nobody waits for changes nothing");
        }

        private void changeGate() {
            long account = 17 + random.nextInt(2);
            Verdict verdict = Verdict.values()[random.nextInt(3)];
            log.add("account " + account + " " + verdict);
            harness.gate.verdicts.put(account, verdict);
            harness.gate.worthWaiting = random.nextInt(4) > 0;
            harness.manager.accountSettled(account);
        }

        private void changeSocket() {
            harness.wire.writable = random.nextBoolean();
            log.add("writable " + harness.wire.writable);
            harness.manager.pump();
        }

        private void changeLink() {
            if (!linked) {
                linked = true;
                log.add("link up");
                harness.manager.linkUp(++generation);
            } else if (!open) {
                open = true;
                log.add("open");
                harness.manager.open();
            } else if (random.nextInt(3) == 0) {
                linkLost();
            }
        }

        private void linkLost() {
            log.add("link lost");
            linked = false;
            open = false;
            harness.loseLink();
        }

        private void refuseAll() {
            log.add("refuse all");
            linkLost();
            harness.manager.refuse(() -> new NotSentException("refused", null));
        }

        private void ended(Asked asked, @Nullable Throwable failure) {
            log.add("end of " + asked.message.getDescriptorForType().getName() + ": " + failure);
            outcomes.add(failure == null ? "answer" : failure.getClass().getSimpleName());
            asked.ended++;
            check(asked.ended == 1, "every request ends once");
            check(harness.loop.nanoTime() <= asked.deadline, "no request outlives its deadline");
            boolean onTheWire = !asked.sent.isEmpty() && asked.lastWord == null;
            if (failure == null) {
                check("answer".equals(asked.lastWord), "answered only by an answer");
            } else if (failure instanceof NotSentException) {
                check(!onTheWire, "not sent means that nothing is on its way");
                check(
                        !asked.changesOrders || asked.sent.isEmpty() || "ACCOUNT_NOT_AUTHORIZED".equals(asked.lastWord),
                        "an order that the server may have taken is not called unsent");
            } else if (failure instanceof OutcomeUnknownException) {
                check(onTheWire && asked.changesOrders, "unknown is the fate of orders on the wire only");
            } else if (failure instanceof RequestTimeoutException) {
                check(onTheWire && !asked.changesOrders, "unanswered reads may be repeated");
            } else if (failure instanceof RateLimitedException) {
                check(!asked.sent.isEmpty() && !onTheWire, "limited by the server only");
            } else {
                check(!onTheWire, "refused by the server or by its account");
            }
        }

        /** The link goes, and then all hope. */
        private void end() {
            linkLost();
            refuseAll();
            all.values().forEach(asked -> check(asked.ended == 1, "every request ends: " + asked.message));
            check(harness.loop.pendingTimers() == 0, "no timer is left");
            check(
                    harness.wire.sent.stream()
                                    .map(RequestHarness.Sent::id)
                                    .distinct()
                                    .count()
                            == harness.wire.sent.size(),
                    "every id is used once");
            checkRate(harness.wire.sent, perSecond);
            checkRate(
                    harness.wire.sent.stream()
                            .filter(sent -> sent.request()
                                    .getDescriptorForType()
                                    .getName()
                                    .equals("ProtoOADealListReq"))
                            .toList(),
                    historicalPerSecond);
            checkOrder(17);
            checkOrder(18);
        }

        private void checkRate(List<RequestHarness.Sent> sent, int permits) {
            for (int index = permits; index < sent.size(); index++) {
                check(
                        sent.get(index).atNanos() - sent.get(index - permits).atNanos() >= 1_000_000_000L,
                        "no second sees more than " + permits);
            }
        }

        private void checkOrder(long account) {
            List<Integer> numbers = harness.wire.sent.stream()
                    .filter(sent -> sent.request() instanceof ProtoOANewOrderReq order
                            && order.getCtidTraderAccountId() == account)
                    .filter(sent ->
                            Objects.requireNonNull(all.get(sent.request())).sent.get(0) == sent)
                    .map(sent -> Integer.valueOf(((ProtoOANewOrderReq) sent.request())
                            .getClientOrderId()
                            .substring("order-".length())))
                    .toList();
            check(numbers.equals(numbers.stream().sorted().toList()), "orders of an account keep their order");
        }

        private static long accountOf(Asked asked) {
            return PayloadTypes.accountIdOf(asked.message);
        }

        private void check(boolean holds, String rule) {
            if (!holds) {
                throw new AssertionError(rule + ": " + String.join("\n", log));
            }
        }
    }
}
