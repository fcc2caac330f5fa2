package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.ChaosAnswers.Kind;
import io.github.camelctrader.ChaosAnswers.Told;
import io.github.camelctrader.client.session.ChaosFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Routes that multiply, repeat and redeliver orders in all ways of {@link ChaosRoutes}, through a network and a server that fail
 * at random, with a wrong clock, lists that lag, and restarts: each wanted order is executed once, and each answer is true.
 * {@code -Droutes.chaos.count} and {@code -Droutes.chaos.seed} set how many orders there are and what happens to them.
 */
class RouteChaosTest {
    private static final int CALLERS = 24;
    /** More orders than this are shared out among several applications, each with a server of its own, at the same time. */
    private static final int ORDERS_OF_ONE = 1_250;

    private static final List<String> ROUTES =
            ChaosRoutes.WANTED.keySet().stream().sorted().toList();

    @Test
    @Timeout(3_600)
    void everyWantedOrderIsExecutedOnceAndEveryAnswerIsTrue() throws Exception {
        int count = Integer.getInteger("routes.chaos.count", 150);
        long seed = Long.getLong("routes.chaos.seed", 20261127);
        System.out.println("Routes through chaos, " + count + " orders: repeat it with -Droutes.chaos.seed=" + seed
                + " -Droutes.chaos.count=" + count);
        List<Round> rounds = new ArrayList<>();
        for (int first = 0; first < count; first += ORDERS_OF_ONE) {
            rounds.add(new Round(seed + rounds.size(), Math.min(ORDERS_OF_ONE, count - first)));
        }
        ExecutorService applications = Executors.newCachedThreadPool();
        int orders = applications.invokeAll(rounds).stream()
                .mapToInt(RouteChaosTest::ordersOf)
                .sum();
        applications.shutdown();
        List<String> twice = all(rounds, round -> round.twice);
        List<String> unanswered = all(rounds, round -> round.unanswered);
        List<String> wrong = all(rounds, round -> round.wrong);
        System.out.println("Orders " + orders + ", executed twice " + twice.size() + ", without an answer "
                + unanswered.size() + ", wrong answers " + wrong.size());

        assertThat(twice).as("seed %d: executed twice", seed).isEmpty();
        assertThat(unanswered).as("seed %d: without an answer", seed).isEmpty();
        assertThat(wrong).as("seed %d: wrong answers", seed).isEmpty();
    }

    private static int ordersOf(Future<Integer> round) {
        try {
            return round.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("An application did not come to its end", e);
        }
    }

    private static List<String> all(List<Round> rounds, Function<Round, List<String>> kind) {
        return rounds.stream().flatMap(round -> kind.apply(round).stream()).toList();
    }

    /** One caller's turn: what it wants, and what happens meanwhile. */
    private record Turn(String mark, String route, List<String> faults, boolean cut, boolean restart) {}

    private static final class Round implements Callable<Integer> {
        private final Random random;
        private final int count;
        private final ChaosAnswers answers = new ChaosAnswers();
        private final Set<String> interrupted = ConcurrentHashMap.newKeySet();
        private final Set<String> running = ConcurrentHashMap.newKeySet();
        private final List<String> twice = new ArrayList<>();
        private final List<String> unanswered = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private final String name;

        private Round(long seed, int count) {
            random = new Random(seed);
            name = Long.toString(seed & Integer.MAX_VALUE, Character.MAX_RADIX);
            this.count = count;
        }

        @Override
        public Integer call() throws Exception {
            try (ChaosCamel camel = new ChaosCamel(random, answers)) {
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
                List<Turn> turns = turns();
                List<CompletableFuture<Void>> all = turns.stream()
                        .map(turn -> CompletableFuture.runAsync(() -> carryOut(camel, turn), callers))
                        .toList();
                all.forEach(CompletableFuture::join);
                callers.shutdown();
                camel.calmDown();
                Map<String, List<ProtoOAOrder>> made = camel.orders().stream()
                        .collect(Collectors.groupingBy(
                                order -> order.getTradeData().getComment()));
                List<ProtoOAPosition> positions = camel.positions();
                turns.forEach(turn -> check(turn, made.getOrDefault(turn.mark, List.of()), positions));
                System.out.println("Round " + name + ": " + camel + "; told "
                        + turns.stream()
                                .flatMap(turn -> answers.of(turn.mark).stream())
                                .collect(Collectors.groupingBy(Told::kind, Collectors.counting()))
                        + ", interrupted " + interrupted.size());
                return turns.stream().mapToInt(turn -> wanted(turn.route)).sum();
            }
        }

        private List<Turn> turns() {
            List<Turn> turns = new ArrayList<>();
            for (int orders = 0, number = 0; orders < count; number++) {
                String route = switch (random.nextInt(8)) {
                    case 0 -> "queue";
                    case 1 -> "close";
                    case 2 -> "amend";
                    default -> ROUTES.get(random.nextInt(ROUTES.size()));
                };
                List<String> faults = new ArrayList<>();
                if (random.nextInt(3) == 0) {
                    faults.add("on NewOrderReq " + ChaosFaults.ORDERS.get(random.nextInt(ChaosFaults.ORDERS.size())));
                }
                if (route.equals("close") && random.nextInt(2) == 0) {
                    faults.add(
                            "on ClosePositionReq " + ChaosFaults.ORDERS.get(random.nextInt(ChaosFaults.ORDERS.size())));
                }
                if (route.equals("amend") && random.nextInt(3) == 0) {
                    faults.add("on AmendPositionSLTPReq "
                            + ChaosFaults.ORDERS.get(random.nextInt(ChaosFaults.ORDERS.size())));
                }
                if (random.nextInt(20) == 0) {
                    faults.add("on OrderListReq " + (random.nextBoolean() ? "error" : "drop-request"));
                }
                boolean restart = number > 0 && number % 100 == 0;
                turns.add(new Turn(name + "-" + number, route, faults, random.nextInt(25) == 0, restart));
                orders += wanted(route);
            }
            return turns;
        }

        private static int wanted(String route) {
            return ChaosRoutes.WANTED.getOrDefault(route, 1);
        }

        private void carryOut(ChaosCamel camel, Turn turn) {
            try {
                if (turn.restart) {
                    interrupted.addAll(running);
                    camel.restart();
                }
                running.add(turn.mark);
                turn.faults.forEach(camel::fault);
                if (turn.cut) {
                    camel.cut();
                }
                switch (turn.route) {
                    case "queue" -> {
                        for (int delivery = 0; delivery < 3; delivery++) {
                            order(
                                    camel,
                                    "direct:plain",
                                    turn.mark,
                                    Map.of(CTraderConstants.CLIENT_ORDER_ID, turn.mark));
                        }
                    }
                    case "close" -> close(camel, turn.mark);
                    case "amend" -> amend(camel, turn.mark);
                    case "direct:wireTap" -> {
                        order(camel, turn.route, turn.mark, Map.of());
                        // The tap goes on after its route.
                        Awaitility.await()
                                .atMost(Duration.ofSeconds(90))
                                .until(() -> answers.of(turn.mark).size() > 1 || interrupted.contains(turn.mark));
                    }
                    default -> order(camel, turn.route, turn.mark, Map.of());
                }
            } catch (Exception e) {
                throw new IllegalStateException(turn.toString(), e);
            } finally {
                running.remove(turn.mark);
            }
        }

        private static void order(ChaosCamel camel, String route, String mark, Map<String, Object> more) {
            Map<String, Object> headers =
                    new HashMap<>(Map.of(ChaosAnswers.MARK, mark, "reply", "final", "sub", "below"));
            headers.putAll(more);
            camel.send(route, SampleOrders.market(2000, "comment", mark), headers);
        }

        /** A position that two copies of one message close by half each: half of it stays. */
        private void close(ChaosCamel camel, String mark) {
            long positionId = position(camel, mark);
            for (int delivery = 0; positionId != 0 && delivery < 2; delivery++) {
                camel.send(
                        "direct:close",
                        Map.of("positionId", positionId, "volumeInUnits", 1000),
                        Map.of(ChaosAnswers.MARK, mark + " closed", CTraderConstants.CLIENT_ORDER_ID, "close-" + mark));
            }
        }

        private void amend(ChaosCamel camel, String mark) {
            long positionId = position(camel, mark);
            if (positionId != 0) {
                CompletableFuture<Void> other = CompletableFuture.runAsync(() -> camel.send(
                        "direct:stopLoss",
                        Map.of("positionId", positionId, "stopLoss", "1.05"),
                        Map.of(ChaosAnswers.MARK, mark + " stopped")));
                camel.send(
                        "direct:takeProfit",
                        Map.of("positionId", positionId, "takeProfit", "1.15"),
                        Map.of(ChaosAnswers.MARK, mark + " profited"));
                other.join();
            }
        }

        private long position(ChaosCamel camel, String mark) {
            order(camel, "direct:plain", mark, Map.of(CTraderConstants.CLIENT_ORDER_ID, mark));
            return answers.of(mark).stream()
                    .filter(told -> told.kind() == Kind.FILLED)
                    .mapToLong(Told::positionId)
                    .findFirst()
                    .orElse(0);
        }

        private void check(Turn turn, List<ProtoOAOrder> made, List<ProtoOAPosition> positions) {
            List<Told> told = answers.of(turn.mark);
            Set<Long> executed = made.stream()
                    .filter(order -> order.getExecutedVolume() > 0 && !order.getClosingOrder())
                    .map(ProtoOAOrder::getOrderId)
                    .collect(Collectors.toSet());
            int wanted = wanted(turn.route);
            boolean begunAnew = interrupted.contains(turn.mark);
            String all = turn + (begunAnew ? ", interrupted," : "") + " was told " + told + ", made "
                    + made.stream().map(ProtoOAOrder::getOrderId).toList() + ", executed " + executed;
            if (executed.size() > wanted) {
                twice.add(all);
            }
            int expected = turn.route.equals("queue") ? 3 : wanted;
            // A route that has handled its failure goes no further.
            boolean ended = told.stream().anyMatch(one -> one.why() != null);
            if (told.isEmpty() || told.size() < expected && !begunAnew && !ended) {
                unanswered.add(all);
            }
            Set<Long> filled = told.stream()
                    .filter(one -> one.kind() == Kind.FILLED)
                    .map(Told::orderId)
                    .collect(Collectors.toCollection(HashSet::new));
            long fills = told.stream().filter(one -> one.kind() == Kind.FILLED).count();
            boolean eachItsOwn = turn.route.equals("queue") ? filled.size() <= 1 : filled.size() == fills;
            boolean unknown = begunAnew || told.stream().anyMatch(one -> one.kind() == Kind.UNKNOWN);
            if (!executed.containsAll(filled)
                    || !eachItsOwn
                    || !unknown && executed.size() != filled.size()
                    || told.stream().anyMatch(one -> one.kind() == Kind.DONE)) {
                wrong.add(all);
            }
            positionOf(turn, told, positions);
        }

        private void positionOf(Turn turn, List<Told> told, List<ProtoOAPosition> positions) {
            long positionId = told.stream()
                    .filter(one -> one.kind() == Kind.FILLED)
                    .mapToLong(Told::positionId)
                    .findFirst()
                    .orElse(0);
            ProtoOAPosition position = positions.stream()
                    .filter(open -> open.getPositionId() == positionId)
                    .findFirst()
                    .orElse(null);
            if (turn.route.equals("close") && positionId != 0) {
                List<Told> closed = answers.of(turn.mark + " closed");
                long left = position == null ? 0 : position.getTradeData().getVolume();
                if (left < 100_000) {
                    twice.add(turn + " left " + left + ", told " + closed);
                }
                boolean done = closed.stream().anyMatch(one -> one.kind() == Kind.FILLED);
                boolean open =
                        closed.stream().anyMatch(one -> one.kind() == Kind.UNKNOWN) || interrupted.contains(turn.mark);
                if (done && left != 100_000 || !done && !open && left != 200_000) {
                    wrong.add(turn + " left " + left + ", told " + closed);
                }
            }
            if (turn.route.equals("amend") && position != null) {
                boolean stop = succeeded(turn.mark + " stopped");
                boolean profit = succeeded(turn.mark + " profited");
                if (stop && !position.hasStopLoss() || profit && !position.hasTakeProfit()) {
                    wrong.add(turn + " has " + position.hasStopLoss() + " " + position.hasTakeProfit() + ", told "
                            + answers.of(turn.mark + " stopped") + answers.of(turn.mark + " profited"));
                }
            }
        }

        private boolean succeeded(String mark) {
            return answers.of(mark).stream().anyMatch(told -> told.kind() == Kind.DONE || told.kind() == Kind.FILLED);
        }
    }
}
