package io.github.camelctrader.simulator.session;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Instruments;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Tick;
import io.github.camelctrader.simulator.trading.AccountEvent;
import io.github.camelctrader.simulator.trading.Identifiers;
import io.github.camelctrader.simulator.trading.Outcome;
import io.github.camelctrader.simulator.trading.TradingAccount;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** One environment: its market, its accounts, and the sessions that watch them. Confined to the simulator's thread. */
public final class Venue {
    private static final String ACCOUNT_FIELD = "ctidTraderAccountId";

    private final SimulatorEnvironment environment;
    private final ServerRules rules;
    private final Clock clock;
    private final Market market;
    private final Conversion conversion;
    private final Identifiers identifiers = new Identifiers();
    private final Map<Long, TradingAccount> accounts = new LinkedHashMap<>();
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Map<Long, Originator> placers = new HashMap<>();
    private final Scheduler scheduler;

    /**
     * Opens an environment.
     *
     * @param environment which
     * @param directory its accounts are the ones of this environment
     * @param instruments its symbols
     * @param seed of its history
     * @param rules limits and switches
     * @param clock time of events
     * @param scheduler for fills that take their time
     * @throws IllegalArgumentException when an account's deposit asset is not connected to an asset of a symbol
     */
    public Venue(
            SimulatorEnvironment environment,
            Directory directory,
            Instruments instruments,
            long seed,
            ServerRules rules,
            Clock clock,
            Scheduler scheduler) {
        this.environment = environment;
        this.rules = rules;
        this.clock = clock;
        this.scheduler = scheduler;
        this.market = new Market(instruments, seed, rules.prices().length(), clock.millis(), this::quoted);
        this.conversion = new Conversion(market);
        for (SimulatedAccount account : directory.accounts()) {
            if (account.environment() == environment) {
                add(account);
            }
        }
    }

    /** Whether an order that the market came to is filled a while later. */
    private boolean triggered(long accountId, long orderId) {
        if (rules.triggerDelay().isZero()) {
            return false;
        }
        scheduler.after(rules.triggerDelay(), () -> {
            Outcome outcome = account(accountId).execute(orderId);
            publishLate(accountId, outcome.events());
            outcome.orderToExecute().ifPresent(next -> triggered(accountId, next));
        });
        return true;
    }

    /**
     * Opens an account.
     *
     * @throws IllegalArgumentException when its deposit asset is not connected to an asset of a symbol
     */
    public void add(SimulatedAccount account) {
        checkConversions(account);
        market.instruments().addAsset(account.depositAsset());
        long accountId = account.accountId();
        accounts.put(
                accountId,
                new TradingAccount(
                        account,
                        market,
                        conversion,
                        identifiers,
                        rules.trading(),
                        clock,
                        orderId -> triggered(accountId, orderId)));
    }

    /**
     * Whether profits in the assets of a new symbol could be turned into the deposit asset of every account.
     *
     * @param symbol not traded here yet
     */
    public boolean couldTrade(SimulatedSymbol symbol) {
        Instruments instruments = market.instruments();
        return accounts.values().stream()
                .allMatch(account -> Stream.of(symbol.quoteAsset(), symbol.baseAsset())
                        .flatMap(asset -> instruments.findAsset(asset).stream())
                        .anyMatch(asset -> conversion
                                .chain(asset, account.report().trader().getDepositAssetId())
                                .isPresent()));
    }

    /** Begins to trade a symbol that its instruments have by now, unless it is an archived one. */
    public void opened(SimulatedSymbol symbol) {
        conversion.forget();
        market.instruments().find(symbol.id()).ifPresent(instrument -> market.open(instrument, clock.millis()));
    }

    /** @throws IllegalArgumentException when an account's deposit asset is not connected to an asset of a symbol */
    public void checkConversions(SimulatedAccount account) {
        Instruments instruments = market.instruments();
        Optional<Long> deposit = instruments.findAsset(account.depositAsset());
        for (Instrument instrument : instruments.all()) {
            if (deposit.flatMap(asset -> conversion.chain(instrument.quoteAssetId(), asset))
                    .isEmpty()) {
                throw new IllegalArgumentException("No symbols lead from the assets of "
                        + instrument.symbol().name() + " to " + account.depositAsset()
                        + ", the deposit asset of account "
                        + account.accountId() + "; add a symbol that connects them");
            }
        }
    }

    SimulatorEnvironment environment() {
        return environment;
    }

    /** The market of this environment. */
    public Market market() {
        return market;
    }

    Conversion conversion() {
        return conversion;
    }

    Clock clock() {
        return clock;
    }

    /** The account with an id that the directory lists for this environment. */
    TradingAccount account(long accountId) {
        TradingAccount account = accounts.get(accountId);
        if (account == null) {
            throw new IllegalArgumentException("No account " + accountId + " on " + environment);
        }
        return account;
    }

    /** Begins a session on a new connection. */
    public Session open(Link link) {
        Session session = new Session(link, rules.limits());
        sessions.add(session);
        return session;
    }

    /** Forgets a session; nothing is sent to it any more. */
    public void close(Session session) {
        sessions.remove(session);
    }

    /** Tells all who authorised accounts by a grant that its token is dead, and ends what it authorised. */
    void tokenEnded(Grant grant, String reason) {
        for (Session session : everybody()) {
            List<Long> accountIds = session.suspend(grant);
            if (!accountIds.isEmpty()) {
                session.send(
                        ProtoOAAccountsTokenInvalidatedEvent.newBuilder()
                                .addAllCtidTraderAccountIds(accountIds)
                                .setReason(reason)
                                .build(),
                        null);
                for (long accountId : accountIds) {
                    session.send(
                            ProtoOAAccountDisconnectEvent.newBuilder()
                                    .setCtidTraderAccountId(accountId)
                                    .build(),
                            null);
                }
            }
        }
    }

    /** Sends an event to everybody, or only to those who authorised the account or accounts it names. */
    public void broadcast(Message event) {
        for (Session session : everybody()) {
            if (concerns(event, session)) {
                session.send(event, null);
            }
        }
    }

    private static boolean concerns(Message event, Session session) {
        FieldDescriptor one = event.getDescriptorForType().findFieldByName(ACCOUNT_FIELD);
        FieldDescriptor many = event.getDescriptorForType().findFieldByName(ACCOUNT_FIELD + "s");
        if (one != null && event.hasField(one) && !Long.valueOf(0).equals(event.getField(one))) {
            return session.account((Long) event.getField(one)).isPresent();
        }
        if (many == null || event.getRepeatedFieldCount(many) == 0) {
            return true;
        }
        return ((List<?>) event.getField(many))
                .stream().anyMatch(id -> session.account((Long) id).isPresent());
    }

    /** Tells everybody who authorised an account what happened on it. */
    void publish(long accountId, List<AccountEvent> events, Originator originator) {
        for (AccountEvent event : events) {
            for (Session session : everybody()) {
                if (session.account(accountId).isPresent()) {
                    originator.tell(session, event);
                }
            }
            event.order()
                    .filter(order -> order.getOrderStatus() != ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED)
                    .ifPresent(order -> placers.remove(order.getOrderId()));
        }
    }

    /** Remembers who placed an order that rests, for servers that name the request again when it is filled. */
    void remember(long orderId, Originator placer) {
        if (rules.trading().is(TradingSwitch.LATE_FILLS_ANSWER_REQUEST)) {
            placers.put(orderId, placer);
        }
    }

    /** A copy, since sending may end a session. */
    private List<Session> everybody() {
        return List.copyOf(sessions);
    }

    private void quoted(Instrument instrument, Tick tick) {
        everybody().forEach(session -> session.quoted(instrument, tick, market));
        meet(instrument);
    }

    /** Lets all accounts meet the present quote of a symbol. */
    void meet(Instrument instrument) {
        accounts.forEach((id, account) -> publishLate(id, account.quoted(instrument)));
    }

    boolean keeps(long accountId) {
        return accounts.containsKey(accountId);
    }

    void forEachAccount(LongConsumer action) {
        accounts.keySet().forEach(action::accept);
    }

    /** Records the present state of all accounts, before they begin to show it late. */
    public void note() {
        accounts.values().forEach(TradingAccount::note);
    }

    /** Lets time pass on all accounts: pending orders expire, swaps are booked, profits are told. */
    public void tick() {
        accounts.forEach((id, account) -> publish(id, account.pass(), Originator.SERVER));
        everybody().forEach(session -> session.valued(clock.millis()));
    }

    private void publishLate(long accountId, List<AccountEvent> events) {
        for (AccountEvent event : events) {
            Originator placer =
                    event.order().map(order -> placers.get(order.getOrderId())).orElse(Originator.SERVER);
            publish(accountId, List.of(event), placer);
        }
    }
}
