package io.github.camelctrader.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A consumer may have missed events. Made by this client, not by the server: once for each interruption of the connection or
 * of an account's session, however many attempts it took to end it, and once for each overflow of a consumer's queue. One that
 * was not filled is followed by a second one for the same time, filled, if the executions missed are found later.
 *
 * @param environment demo or live
 * @param from when the last event before the gap came in
 * @param to when the first event after it can come in; not before {@code from}
 * @param accounts the {@code ctidTraderAccountId}s concerned; empty for all
 * @param symbols the symbol ids concerned; empty for all
 * @param missed how many events were dropped, or 0 when that cannot be known
 * @param filled true when the executions missed were read from the account's history and delivered before this event, or when
 *     history shows that there were none. Other events are never fetched afterwards: quotes, and changes of orders that
 *     traded nothing
 * @param description the cause in words
 */
public record GapEvent(
        Environment environment,
        Instant from,
        Instant to,
        List<Long> accounts,
        List<Long> symbols,
        long missed,
        boolean filled,
        String description)
        implements ComponentEvent {

    public GapEvent {
        accounts = List.copyOf(accounts);
        symbols = List.copyOf(symbols);
    }

    @Override
    public Instant time() {
        return to;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.put("from", from.toEpochMilli());
        map.put("to", to.toEpochMilli());
        map.put("accounts", accounts);
        map.put("symbols", symbols);
        map.put("missed", missed);
        map.put("filled", filled);
        map.put("description", description);
        map.put("timestamp", to.toEpochMilli());
        return map;
    }
}
