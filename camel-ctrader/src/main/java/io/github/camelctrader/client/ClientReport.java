package io.github.camelctrader.client;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people ask about a connection that runs, as it was at one moment. No secret is in it.
 *
 * @param connection where it stands
 * @param accounts where its accounts stand
 * @param consumers who gets events
 * @param orders order operations of which the end is not known yet, those that rest for nobody left out
 * @param refused what is wanted of symbols and not given, by account, in words, for instance {@code quotes of EURUSD (symbol 1)}
 * @param disconnects what ended or prevented links, the newest last, ten at most
 */
public record ClientReport(
        ConnectionSnapshot connection,
        List<AccountStatus> accounts,
        List<Consumer> consumers,
        List<Order> orders,
        Map<Long, Set<String>> refused,
        List<ConnectionEvent> disconnects) {

    public ClientReport {
        accounts = List.copyOf(accounts);
        consumers = List.copyOf(consumers);
        orders = List.copyOf(orders);
        refused = Map.copyOf(refused);
        disconnects = List.copyOf(disconnects);
    }

    /**
     * One consumer.
     *
     * @param interest what it asked for
     * @param waiting events that wait for it
     * @param missed events that were not kept for it since it began; those that were merged do not count
     */
    public record Consumer(EventInterest interest, int waiting, long missed) {}

    /**
     * One order operation.
     *
     * @param clientOrderId its id
     * @param request the short name of its request, for instance {@code NewOrderReq}
     * @param stage {@code UNSENT} while it is written down, {@code QUEUED}, {@code SENT}, or {@code UNKNOWN} while it is looked up
     */
    public record Order(long accountId, String clientOrderId, String request, String stage) {}
}
