package io.github.camelctrader.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A report on a connection at one moment, for operators. Holds no secret.
 *
 * @param connection its state
 * @param accounts the states of its accounts
 * @param consumers the consumers of events
 * @param orders order operations whose end is not known yet, without resting orders that no caller waits for
 * @param refused subscriptions that the server refuses, by account, in words, for instance {@code quotes of EURUSD (symbol 1)}
 * @param disconnects what ended or prevented links, the newest last, ten at most
 * @param defects defects of the server's market data since the connection was opened
 * @param disconnectCounts how many there were since the connection was opened, by reason
 * @param subscriptions how many of each kind the server serves, by account
 * @param requests what waits for the server
 * @param downloads those that were not ended yet
 * @param totals what was counted since the connection was opened
 */
public record ClientReport(
        ConnectionSnapshot connection,
        List<AccountStatus> accounts,
        List<Consumer> consumers,
        List<Order> orders,
        Map<Long, Set<String>> refused,
        List<ConnectionEvent> disconnects,
        MarketDefects defects,
        Map<DisconnectReason, Long> disconnectCounts,
        Map<Long, Map<String, Integer>> subscriptions,
        Requests requests,
        List<HistoryProgress> downloads,
        Totals totals) {

    /** A report that holds only the state of the connection and of its accounts. */
    public static ClientReport of(ConnectionSnapshot connection, List<AccountStatus> accounts) {
        return new ClientReport(
                connection,
                accounts,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                MarketDefects.NONE,
                Map.of(),
                Map.of(),
                Requests.NONE,
                List.of(),
                Totals.NONE);
    }

    public ClientReport {
        accounts = List.copyOf(accounts);
        consumers = List.copyOf(consumers);
        orders = List.copyOf(orders);
        refused = Map.copyOf(refused);
        disconnects = List.copyOf(disconnects);
        disconnectCounts = Map.copyOf(disconnectCounts);
        subscriptions = Map.copyOf(subscriptions);
        downloads = List.copyOf(downloads);
    }

    /** The same report with the requests and downloads of the connection, and with what became of its orders. */
    public ClientReport with(Requests waiting, List<HistoryProgress> downloading, OrderTotals orderTotals) {
        return new ClientReport(
                connection,
                accounts,
                consumers,
                orders,
                refused,
                disconnects,
                defects,
                disconnectCounts,
                subscriptions,
                waiting,
                downloading,
                totals.with(orderTotals));
    }

    /**
     * How often something took time, and how long together.
     *
     * @param total of all times
     */
    public record Timing(long count, Duration total) {
        /** Nothing took time. */
        public static final Timing NONE = new Timing(0, Duration.ZERO);
    }

    /**
     * What was counted since the connection was opened. Numbers never become smaller.
     *
     * @param events events that came in or that the client made of what came in, by kind; kinds that did not come are left out
     * @param recovered executions that were read from history, since an interruption hid them
     * @param conflated updates of prices, books and forming bars that a newer one took the place of, since a consumer was slow
     * @param missed events that were not kept for consumers; those that were merged do not count
     * @param gaps how often a consumer was told, or would have been if it had asked for that, that it may lack events
     * @param orders what became of order operations
     */
    public record Totals(
            Map<EventKind, Long> events, long recovered, long conflated, long missed, long gaps, OrderTotals orders) {
        /** Nothing happened. */
        public static final Totals NONE = new Totals(Map.of(), 0, 0, 0, 0, OrderTotals.NONE);

        public Totals {
            events = Map.copyOf(events);
        }

        Totals with(OrderTotals became) {
            return new Totals(events, recovered, conflated, missed, gaps, became);
        }
    }

    /**
     * What became of order operations since the connection was opened.
     *
     * @param reached how often one reached a phase, by that phase; repetitions that were answered from memory do not count
     * @param journal how long the order journal took to write a record down, the wait for records before it included
     */
    public record OrderTotals(Map<OrderRecord.Phase, Long> reached, Timing journal) {
        /** There were none. */
        public static final OrderTotals NONE = new OrderTotals(Map.of(), Timing.NONE);

        public OrderTotals {
            reached = Map.copyOf(reached);
        }
    }

    /**
     * Requests and the server's limits.
     *
     * @param waiting those that are not sent yet
     * @param unanswered those that are sent and not answered
     * @param counted those that the server may still count into the present second, of all kinds
     * @param historicalCounted the same of history
     * @param blocked for how long the server refuses a kind of request, by its name
     * @param waits how long requests waited until they were sent, since the connection was opened
     * @param holds how often and how long the limits held back what else could have been sent
     * @param answers how long the first answer took after its request was sent
     */
    public record Requests(
            int waiting,
            int unanswered,
            int counted,
            int historicalCounted,
            Map<String, Duration> blocked,
            Timing waits,
            Timing holds,
            Timing answers) {
        /** No request waits, and none is unanswered. */
        public static final Requests NONE = new Requests(0, 0, 0, 0, Map.of(), Timing.NONE, Timing.NONE, Timing.NONE);

        public Requests {
            blocked = Map.copyOf(blocked);
        }
    }

    /**
     * Defects of the market data that the server sent.
     *
     * @param repairedBars live bars that closed with a high or low that did not hold their open and close, so that it was widened
     * @param ignoredBookEntries changes of order books that named an id that is not in the book, or an offer of no side or of both
     * @param bookResyncs order books that were subscribed anew since they were crossed for too long, or a slow consumer lost
     *     changes
     */
    public record MarketDefects(long repairedBars, long ignoredBookEntries, long bookResyncs) {
        /** Nothing was wrong. */
        public static final MarketDefects NONE = new MarketDefects(0, 0, 0);
    }

    /**
     * One consumer.
     *
     * @param interest what it asked for
     * @param waiting events that wait for it, by kind; kinds of which none waits are left out
     * @param missed events that were not kept for it since it began; those that were merged do not count
     * @param conflated updates that a newer one took the place of before it got them
     * @param gaps how often it was told, or would have been if it had asked for that, that it may lack events
     */
    public record Consumer(
            EventInterest interest, Map<EventKind, Integer> waiting, long missed, long conflated, long gaps) {
        public Consumer {
            waiting = Map.copyOf(waiting);
        }

        /** Events of all kinds that wait for it. */
        public int allWaiting() {
            return waiting.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * One order operation.
     *
     * @param clientOrderId its id
     * @param request the short name of its request, for instance {@code NewOrderReq}
     * @param stage {@code UNSENT} while it is written down, {@code QUEUED}, {@code SENT}, or {@code UNKNOWN} while it is looked up
     */
    public record Order(long accountId, String clientOrderId, String request, String stage) {
        /** All values of {@code stage}. */
        public static final List<String> STAGES = List.of("UNSENT", "QUEUED", "SENT", "UNKNOWN");
    }
}
