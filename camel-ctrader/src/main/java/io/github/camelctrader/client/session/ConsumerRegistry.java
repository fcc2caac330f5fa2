package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.delivery.BookRenewal;
import io.github.camelctrader.client.delivery.ComponentEvents;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.delivery.EventSelector;
import io.github.camelctrader.client.delivery.EventTranslator;
import io.github.camelctrader.client.delivery.GapFiller;
import io.github.camelctrader.client.delivery.GatheredEvents;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.market.QuoteCache;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.order.OrderListener;
import io.github.camelctrader.client.order.UndeliveredOutcome;
import io.github.camelctrader.client.recovery.DealListGapFiller;
import io.github.camelctrader.client.recovery.ExecutionListener;
import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.recovery.OutageTracker;
import io.github.camelctrader.client.recovery.Recovery;
import io.github.camelctrader.client.recovery.ServerMoments;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of a connection: brings events to them, and keeps at the server what they want.
 */
@OnLoop
final class ConsumerRegistry implements OrderListener, ExecutionListener {
    /** How long requests wait for what is only read or subscribed for consumers, and for each of these two. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int EXECUTION = ProtoOAPayloadType.PROTO_OA_EXECUTION_EVENT_VALUE;

    private final Environment environment;
    private final Loop loop;
    private final Recovery recovery;
    private final GapFiller refill;
    private final ServerMoments moments;
    private final Predicate<Long> authorised;
    private final SymbolDirectory symbols;
    private final QuoteCache quotes = new QuoteCache();
    private final EventTranslator translator;
    private final Dispatcher<Subscriber> dispatcher;
    private final List<Subscriber> subscribers;
    private final GatheredEvents gathered;
    private final MarketData market;
    private final SymbolSearches searches;
    private final OutcomesToTell outcomes;
    private final Disconnects disconnects = new Disconnects();
    private final EventTotals totals;
    private final List<Delivery> watchers = new ArrayList<>();
    private final Outages outages;
    private final UnreadableExecutions unreadable;
    private Consumer<ProtoOAExecutionEvent> alsoTold = execution -> {};
    private @Nullable ConnectionEvent present;

    /**
     * @param serverTime what is known of the server's clock
     * @param authorised whether an account has a session on the present link
     */
    ConsumerRegistry(
            ConnectionSettings settings,
            Requests requests,
            Loop loop,
            ServerTime serverTime,
            SymbolDirectory symbols,
            Predicate<Long> authorised) {
        this.environment = settings.environment();
        this.loop = loop;
        this.dispatcher = new Dispatcher<>(environment, loop);
        this.subscribers = dispatcher.recipients();
        this.totals = new EventTotals(dispatcher);
        this.outcomes = new OutcomesToTell(dispatcher, loop);
        this.gathered = new GatheredEvents(loop);
        AccountHistory history = new AccountHistory(requests, loop, serverTime);
        this.moments = new ServerMoments(loop, serverTime);
        this.recovery = new Recovery(history, loop, settings.requestTimeout(), moments, this);
        this.authorised = authorised;
        this.symbols = symbols;
        this.translator = new EventTranslator(symbols, quotes);
        this.market = new MarketData(environment, requests, loop, serverTime, symbols, dispatcher);
        this.searches = new SymbolSearches(environment, symbols, translator, market, loop, authorised);
        this.outages = new Outages(loop, recovery, subscribers);
        this.unreadable = new UnreadableExecutions(loop, outages::unreadable);
        this.refill = new DealListGapFiller(
                history, loop, settings.requestTimeout(), outages::isReady, authorised::test, this::toRecovered);
    }

    /** What was interrupted. */
    Outages outages() {
        return outages;
    }

    /**
     * Takes what is news for consumers rather than an answer: every event, and what the schema does not know.
     *
     * @param now when it came in, in ns of the monotonic clock
     */
    void received(InboundMessage inbound, long now) {
        outages.received(now);
        if (inbound.isNews()) {
            ClientEvent event = translator.translate(inbound);
            outages.received(event.accountId(), inbound, now);
            recovery.take(market.marked(event), now);
            market.received(event);
            if (inbound.isDamaged() && inbound.payloadType() == EXECUTION) {
                unreadable.received(event.accountId());
            }
        } else {
            outages.received(PayloadTypes.accountIdOf(inbound.message()), inbound, now);
        }
    }

    /** An answer came in: what came in before it is there for consumers when the answer is. */
    void beforeAnswer() {
        gathered.offerGathered();
    }

    /** The broker changed symbols: those that it refused may be given now, and names may mean others. */
    void symbolsChanged(ProtoOASymbolChangedEvent event) {
        long accountId = event.getCtidTraderAccountId();
        subscribers.forEach(subscriber -> subscriber.doubt(accountId, event.getSymbolIdList()));
        market.subscriptions().changed(accountId, event.getSymbolIdList());
        searches.search(subscribers, accountId);
    }

    /** Where deliveries get executions from that their lanes could not keep. */
    GapFiller refill() {
        return refill;
    }

    /** The last quotes of what is subscribed. */
    QuoteCache quotes() {
        return quotes;
    }

    /** Has order books begin anew of which deliveries could not keep all changes. */
    BookRenewal books() {
        return market.depth()::renew;
    }

    /** The connection entered a state. */
    void publish(ConnectionEvent event) {
        present = event;
        disconnects.add(event);
        dispatcher.publish(event);
        watchers.forEach(watcher -> watcher.offer(ComponentEvents.toClientEvent(event)));
    }

    /** Adds somebody who is told of each state of the connection and counts as no consumer. */
    void watch(Delivery watcher) {
        watchers.add(watcher);
        if (present != null) {
            watcher.offer(ComponentEvents.toClientEvent(present));
        }
    }

    /** Who gets events, what is not given to them, and why links ended. */
    ClientReport report(ConnectionSnapshot connection, List<AccountStatus> accounts, List<ClientReport.Order> orders) {
        List<ClientReport.Consumer> consumers =
                subscribers.stream().map(Subscriber::report).toList();
        return new ClientReport(
                connection,
                accounts,
                consumers,
                orders,
                market.subscriptions().refused(),
                disconnects.last(),
                market.defects(),
                disconnects.counts(),
                market.subscriptions().active(),
                ClientReport.Requests.NONE,
                List.of(),
                totals.report(consumers));
    }

    /** A fill that nobody was told of is news to consumers; the server's own word, should it come, is not any more. */
    @Override
    public void executed(ProtoOAExecutionEvent event) {
        recovery.tell(event);
    }

    /** Delivers the outcome to present and new consumers until the exchange of one completed. */
    @Override
    public void outcome(UndeliveredOutcome outcome) {
        outcomes.tell(outcome);
    }

    /** The tokens of some accounts changed, or a download went on. */
    void publish(ComponentEvent event) {
        dispatcher.publish(event);
    }

    /** The account came into use. */
    void use(long accountId) {
        recovery.use(accountId);
    }

    /**
     * Puts in place what consumers want of an account that was just authorised; completes when it is, and does not wait for
     * what was missed. Quotes stay: what was subscribed all along gets no new first quote, and what is subscribed anew does.
     */
    CompletableFuture<Void> restore(long accountId) {
        boolean anew = outages.restored(accountId);
        market.interrupted(accountId);
        return forAMoment(searches.search(subscribers, accountId))
                .thenCompose(found -> {
                    if (!authorised.test(accountId)) {
                        // The session ended meanwhile, perhaps with its link: the next one restores.
                        return new CompletableFuture<Void>();
                    }
                    if (anew) {
                        recovery.look(accountId);
                    }
                    return forAMoment(market.subscriptions().restore(accountId));
                })
                .thenRun(() -> {
                    subscribers.forEach(Subscriber::recovered);
                    searches.loadNames(subscribers, accountId);
                });
    }

    /**
     * Completes when something ended, or goes on although it lasts longer than such things do; never when it is cancelled. Only
     * the events that cannot be judged without wait longer.
     */
    private CompletableFuture<Void> forAMoment(CompletableFuture<Void> something) {
        CompletableFuture<Void> patience = new CompletableFuture<>();
        Loop.Timer timer = loop.schedule(MOMENT, () -> patience.complete(null));
        Callbacks.whenDone(something, (ended, cancelled) -> {
            timer.cancel();
            if (cancelled == null) {
                patience.complete(null);
            }
        });
        return patience;
    }

    /** The account's session ended, or may have: whether it did shows when it is authorised again. */
    void accountDoubtful(long accountId) {
        symbols.accountLost(accountId);
        market.interrupted(accountId);
    }

    void linkLost() {
        outages.linkLost();
        // First, since what consumers get after it may have to wait until it is known what they named.
        market.linkLost();
        subscribers.forEach(Subscriber::doubtAll);
        quotes.forget();
    }

    /** Nothing of the account is held at the server any more. */
    void accountLost(long accountId) {
        accountDoubtful(accountId);
        market.accountLost(accountId);
        subscribers.forEach(subscriber -> subscriber.doubt(accountId, List.of()));
        quotes.forget(accountId);
    }

    /** Tells all consumers what keeps the connection from working. */
    void problem(Supplier<CTraderException> problem) {
        recovery.giveUpAll();
        subscribers.forEach(subscriber -> subscriber.problem(problem.get().concerning(environment, null, null)));
    }

    /** Tells the consumers of an account what keeps it from being used. */
    void problem(long accountId, CTraderException problem) {
        subscribers.stream()
                .filter(subscriber -> subscriber.concernedBy(accountId))
                .forEach(subscriber -> subscriber.problem(problem.concerning(environment, accountId, null)));
    }

    /**
     * Lets a consumer take part. One that wants to know of the connection is told where it stands.
     *
     * @param untold outcomes of orders that nobody was told of yet
     */
    Subscriber begin(EventInterest interest, Delivery delivery, List<UndeliveredOutcome> untold) {
        EventSelector selector = dispatcher.selector(interest, event -> gathered.offer(delivery, event));
        Subscriber subscriber = new Subscriber(interest, delivery, selector, environment, loop, moments);
        outages.begin(subscriber.outages());
        untold.forEach(outcome -> selector.give(outcomes.asEvent(outcome)));
        dispatcher.add(subscriber);
        (interest.accounts().isEmpty() ? outages.live() : interest.accounts()).forEach(recovery::use);
        if (present != null && interest.wantsComponentEvent(present.messageType())) {
            gathered.offer(delivery, ComponentEvents.toClientEvent(present));
        }
        Callbacks.whenDone(delivery.closed(), (closed, failure) -> loop.tryExecute(() -> end(subscriber)));
        findSymbols(subscriber);
        return subscriber;
    }

    /** Searches for what a consumer named, in the accounts that can be asked; in others that is done when they can. */
    void findSymbols(Subscriber subscriber) {
        for (long accountId : subscriber.interest().accounts()) {
            if (authorised.test(accountId)) {
                searches.search(List.of(subscriber), accountId);
                searches.loadNames(subscribers, accountId);
            }
        }
    }

    @Override
    public boolean wants(long accountId) {
        return subscribers.stream().anyMatch(subscriber -> subscriber.wantsExecutionsOf(accountId));
    }

    @Override
    public void live(ClientEvent event) {
        dispatcher.publish(event);
    }

    /** Adds a reader of each execution that is read from history. */
    void alsoTell(Consumer<ProtoOAExecutionEvent> reader) {
        alsoTold = reader;
    }

    @Override
    public void recovered(ProtoOAExecutionEvent execution) {
        totals.recovered();
        alsoTold.accept(execution);
        ClientEvent event = toRecovered(execution);
        for (Subscriber subscriber : subscribers) {
            subscriber.recovered(event, moments.timing(execution.getDeal(), subscriber.beginNanos()));
        }
    }

    @Override
    public void late(long accountId, Outage outage, List<ProtoOAExecutionEvent> executions) {
        executions.forEach(alsoTold);
        subscribers.forEach(subscriber -> subscriber.late(accountId, outage, executions, moments));
    }

    @Override
    public void looked(long accountId, boolean filled) {
        trackers(each -> each.looked(accountId, filled));
    }

    @Override
    public void lookedForTheLastTime(long accountId) {
        trackers(each -> each.lookedForTheLastTime(accountId));
    }

    private void trackers(Consumer<OutageTracker> change) {
        subscribers.forEach(subscriber -> change.accept(subscriber.outages()));
    }

    private ClientEvent toRecovered(ProtoOAExecutionEvent execution) {
        return translator
                .translate(new InboundMessage(PayloadTypes.payloadTypeOf(execution), execution, null))
                .asRecovered();
    }

    private void end(Subscriber subscriber) {
        dispatcher.remove(subscriber);
        totals.ended(subscriber.report());
        subscriber.release();
    }
}
