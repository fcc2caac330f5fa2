package io.github.camelctrader.client.delivery;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.DepthMode;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether an event is of interest to one consumer. An event is unless it is of another type, of other accounts only or about
 * other symbols only; one that names no account or no symbol concerns all.
 */
@OnLoop
final class EventFilter {
    private final EventInterest interest;
    private final Map<Long, Set<Long>> symbolsByAccount = new ConcurrentHashMap<>();

    EventFilter(EventInterest interest) {
        this.interest = interest;
    }

    void symbols(long accountId, Set<Long> symbolIds) {
        symbolsByAccount.put(accountId, Set.copyOf(symbolIds));
    }

    /**
     * @param simpleName the event's type as {@link EventInterest#simpleName} makes it, made once for all consumers
     */
    boolean concerns(ClientEvent event, String simpleName) {
        return isWanted(event, simpleName) && accountFits(event);
    }

    private boolean isWanted(ClientEvent event, String simpleName) {
        if (event.body() instanceof TrendbarEvent bar) {
            return interest.wantsBars(bar.period());
        }
        if (event.kind() == EventKind.BOOK) {
            return interest.depth() == DepthMode.BOOK;
        }
        if (event.body() instanceof ComponentEvent) {
            return interest.wantsComponentEvent(simpleName);
        }
        return simpleName.equals("depth") ? interest.wantsDeltas() : interest.wantsServerEvent(simpleName);
    }

    private boolean accountFits(ClientEvent event) {
        if (interest.accounts().isEmpty()) {
            return true;
        }
        if (event.accountId() != 0) {
            return interest.accounts().contains(event.accountId());
        }
        Collection<Long> several = accountsIn(event.body());
        return several.isEmpty() || several.stream().anyMatch(interest.accounts()::contains);
    }

    /** Asked only where it is known which symbols of the event's account are meant. */
    boolean symbolFits(ClientEvent event) {
        if (interest.symbols().isEmpty()) {
            return true;
        }
        if (event.symbolId() != 0) {
            return symbolsByAccount.getOrDefault(event.accountId(), Set.of()).contains(event.symbolId());
        }
        Collection<Long> several = symbolsIn(event.body());
        return several.isEmpty()
                || symbolsByAccount.values().stream()
                        .anyMatch(symbols -> several.stream().anyMatch(symbols::contains));
    }

    /** Whether it is about symbols at all. */
    static boolean namesSymbols(ClientEvent event) {
        return event.symbolId() != 0 || !symbolsIn(event.body()).isEmpty();
    }

    private static Collection<Long> accountsIn(Object body) {
        if (body instanceof GapEvent gap) {
            return gap.accounts();
        }
        if (body instanceof TokenRefreshedEvent refreshed) {
            return refreshed.accounts();
        }
        return body instanceof ProtoOAAccountsTokenInvalidatedEvent invalidated
                ? invalidated.getCtidTraderAccountIdsList()
                : List.of();
    }

    private static Collection<Long> symbolsIn(Object body) {
        if (body instanceof GapEvent gap) {
            return gap.symbols();
        }
        return body instanceof ProtoOASymbolChangedEvent changed ? changed.getSymbolIdList() : List.of();
    }
}
