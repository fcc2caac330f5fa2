package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.trading.AccountEvent;
import io.github.camelctrader.simulator.trading.AccountReport;
import io.github.camelctrader.simulator.trading.Brokerage;
import io.github.camelctrader.simulator.trading.TradeRefusedException;
import io.github.camelctrader.simulator.trading.TradingAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the broker does in one environment, and whom it tells. Confined to the simulator's thread. */
public final class BrokerActions {
    private final Venue venue;
    private final TradeRequests requests;

    BrokerActions(Venue venue, TradeRequests requests) {
        this.venue = venue;
        this.requests = requests;
    }

    /** Whether an account lives in this environment. */
    public boolean keeps(long accountId) {
        return venue.keeps(accountId);
    }

    /** What an account looks like at present. */
    public AccountReport report(long accountId) {
        return venue.account(accountId).report();
    }

    /** Acts on an account in a way that brings no event about. */
    public void decide(long accountId, Consumer<Brokerage> decision) {
        decision.accept(venue.account(accountId).brokerage());
    }

    /** Acts on an account and tells those who watch it. */
    public void act(long accountId, Function<Brokerage, List<AccountEvent>> action) {
        TradingAccount account = venue.account(accountId);
        List<AccountEvent> happened = action.apply(account.brokerage());
        account.note();
        venue.publish(accountId, happened, Originator.SERVER);
    }

    /**
     * Changes the conditions of a symbol; orders that wait for them are filled.
     *
     * @throws IllegalArgumentException for an unknown symbol
     */
    public void change(String symbolName, Consumer<Conditions> change) {
        Instrument instrument = venue.market()
                .instruments()
                .find(symbolName)
                .orElseThrow(() -> new IllegalArgumentException("No symbol " + symbolName));
        Conditions conditions = venue.market().conditions(instrument);
        ProtoOATradingMode before = conditions.mode();
        change.accept(conditions);
        if (conditions.mode() != before) {
            tellOfChange(Set.of(instrument.id()));
        }
        venue.meet(instrument);
    }

    /**
     * Gives symbols other names, all at once.
     *
     * @throws IllegalArgumentException for an unknown id
     */
    public void rename(Map<Long, String> namesById) {
        namesById.forEach((symbolId, name) -> {
            Instrument instrument = venue.market()
                    .instruments()
                    .find(symbolId)
                    .orElseThrow(() -> new IllegalArgumentException("No symbol with id " + symbolId));
            venue.market().conditions(instrument).name(name);
        });
        tellOfChange(namesById.keySet());
    }

    /** Tells everybody of a symbol that is new. */
    public void listed(long symbolId) {
        tellOfChange(Set.of(symbolId));
    }

    private void tellOfChange(Set<Long> symbolIds) {
        venue.forEachAccount(accountId -> venue.broadcast(ProtoOASymbolChangedEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllSymbolId(symbolIds)
                .build()));
    }

    /**
     * Trades as a client that is connected elsewhere.
     *
     * @throws IllegalArgumentException when it is not a trade request, or is refused
     */
    public void trade(long accountId, Message request, @Nullable String clientMsgId) {
        try {
            requests.elsewhere(accountId, request, clientMsgId);
        } catch (TradeRefusedException e) {
            throw new IllegalArgumentException(e.errorCode() + ": " + e.description(), e);
        }
    }
}
