package io.github.camelctrader.client.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.delivery.ComponentEvents;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.delivery.EventTranslator;
import io.github.camelctrader.client.delivery.Refill;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.market.QuoteBoard;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.order.OrderNews;
import io.github.camelctrader.client.recovery.Interruptions;
import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.recovery.QueueRefill;
import io.github.camelctrader.client.recovery.Recovery;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.subscription.SpotSubscriptions;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumers of a connection: brings events to them, and keeps at the server what they want. Confined to the loop.
 */
final class Events implements OrderNews {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private static final Duration PATIENCE_FOR_SYMBOLS = Duration.ofSeconds(1);

    private final Environment environment;
    private final Loop loop;
    private final Recovery recovery;
    private final Refill refill;
    private final Interruptions interruptions = new Interruptions(this::interruptionOver);
    private final Predicate<Long> authorised;
    private final SymbolDirectory symbols;
    private final QuoteBoard quotes = new QuoteBoard();
    private final EventTranslator translator;
    private final Dispatcher dispatcher;
    private final SpotSubscriptions spots;
    private final SymbolSearches searches;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private @Nullable ConnectionEvent present;
    private long lastReceivedNanos;

    /** @param authorised whether an account has a session on the present link */
    Events(
            ConnectionSettings settings,
            Requests requests,
            Loop loop,
            SymbolDirectory symbols,
            Predicate<Long> authorised) {
        this.environment = settings.environment();
        this.loop = loop;
        this.dispatcher = new Dispatcher(environment, loop);
        AccountHistory history = new AccountHistory(requests, loop);
        this.recovery = new Recovery(history, loop, settings.requestTimeout(), dispatcher::publish);
        this.authorised = authorised;
        this.symbols = symbols;
        this.translator = new EventTranslator(symbols, quotes);
        this.refill = new QueueRefill(history, loop, settings.requestTimeout(), this::recovered);
        this.spots = new SpotSubscriptions(requests, loop, symbols::nameOf);
        this.searches = new SymbolSearches(environment, symbols, spots, translator, loop, authorised);
    }

    /** Whether this is news for consumers rather than an answer: every event, and what the schema does not know. */
    void received(InboundMessage inbound) {
        lastReceivedNanos = loop.nanoTime();
        Message message = inbound.message();
        String name = message.getDescriptorForType().getName();
        if (name.endsWith("Event") || name.equals("ProtoMessage")) {
            recovery.take(translator.translate(inbound));
        }
    }

    /** The broker changed symbols: those that it refused may be given now, and names may mean others. */
    void symbolsChanged(ProtoOASymbolChangedEvent event) {
        long accountId = event.getCtidTraderAccountId();
        subscribers.forEach(subscriber -> subscriber.doubt(accountId, event.getSymbolIdList()));
        spots.changed(accountId, event.getSymbolIdList());
        search(accountId, subscriber -> true);
    }

    /** Where deliveries get executions from that their lanes could not keep. */
    Refill refill() {
        return refill;
    }

    /** The connection entered a state. */
    void publish(ConnectionEvent event) {
        present = event;
        dispatcher.publish(event);
    }

    /** A fill that nobody was told of is news to consumers; the server's own word, should it come, is not any more. */
    @Override
    public void executed(ProtoOAExecutionEvent event) {
        recovery.tell(event, execution -> dispatcher.publish(recovered(execution)));
    }

    @Override
    public void outcome(OrderOutcomeEvent outcome) {
        dispatcher.publish(outcome);
    }

    /** The tokens of some accounts changed. */
    void publish(TokenRefreshedEvent event) {
        dispatcher.publish(event);
    }

    /**
     * Puts in place what consumers want of an account that was just authorised; completes when it is. Quotes stay: what was
     * subscribed all along gets no new first quote, and what is subscribed anew does.
     */
    CompletableFuture<Void> restore(long accountId) {
        interruptions.accountLost(accountId, loop.now());
        recovery.hold(accountId);
        return search(accountId, subscriber -> true)
                .thenCompose(
                        found -> recover(accountId).thenCombine(spots.restore(accountId), (filled, done) -> filled))
                .thenAccept(filled -> {
                    subscribers.forEach(Subscriber::recovered);
                    nameSymbols(accountId);
                    interruptions.accountRestored(accountId, filled);
                });
    }

    /**
     * Finds out anew what consumers named, within the time in which a list of symbols comes as a rule. Longer nobody waits for
     * it but the events that cannot be judged without.
     */
    private CompletableFuture<Void> search(long accountId, Predicate<Subscriber> which) {
        CompletableFuture<Void> patience = new CompletableFuture<>();
        CompletableFuture<Void> ended = CompletableFuture.allOf(subscribers.stream()
                .filter(subscriber -> subscriber.namesSymbolsOf(accountId) && which.test(subscriber))
                .map(subscriber -> searches.search(subscriber, accountId))
                .toArray(CompletableFuture[]::new));
        Loop.Timer timer = loop.schedule(PATIENCE_FOR_SYMBOLS, () -> patience.complete(null));
        Callbacks.whenDone(ended, (searched, never) -> {
            timer.cancel();
            patience.complete(null);
        });
        return patience;
    }

    /** The connection is ready. */
    void ready() {
        interruptions.ready();
    }

    /** The account may have lost its session: whether it did shows when it is authorised again. */
    void accountDoubtful(long accountId) {
        symbols.accountLost(accountId);
        interruptions.accountLost(accountId, loop.now());
        recovery.abandon(accountId);
    }

    /** The account is not usable for now: nothing has to wait for it. */
    void accountNotUsable(long accountId) {
        recovery.giveUp(accountId);
    }

    void linkLost() {
        Instant now = loop.now();
        interruptions.linkLost(
                new Outage(now.minusNanos(loop.nanoTime() - lastReceivedNanos), now, "the connection was interrupted"));
        recovery.abandonAll();
        subscribers.forEach(Subscriber::doubtAll);
        quotes.forget();
        spots.linkLost();
    }

    void accountLost(long accountId) {
        interruptions.accountLost(accountId, loop.now());
        recovery.abandon(accountId);
        subscribers.forEach(subscriber -> subscriber.doubt(accountId, List.of()));
        symbols.accountLost(accountId);
        quotes.forget(accountId);
        spots.accountLost(accountId);
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

    /** Lets a consumer take part. One that wants to know of the connection is told where it stands. */
    void begin(EventInterest interest, Delivery delivery) {
        Subscriber subscriber =
                new Subscriber(interest, delivery, dispatcher.register(interest, delivery::offer), loop.now());
        subscribers.add(subscriber);
        if (present != null && interest.wants(present.messageType(), false)) {
            delivery.offer(ComponentEvents.toClientEvent(present));
        }
        Callbacks.whenDone(delivery.closed(), (closed, failure) -> onLoop(() -> end(subscriber)));
        for (long accountId : interest.accounts()) {
            if (authorised.test(accountId)) {
                search(accountId, subscriber::equals);
                nameSymbols(accountId);
            }
        }
    }

    /** Recovers what was executed while nobody listened, for those consumers who would have been told. */
    private CompletableFuture<Boolean> recover(long accountId) {
        Outage outage = interruptions.outageOf(accountId);
        if (outage == null || subscribers.stream().noneMatch(subscriber -> subscriber.wantsExecutionsOf(accountId))) {
            recovery.giveUp(accountId);
            return CompletableFuture.completedFuture(false);
        }
        return recovery.recover(accountId, outage.from(), execution -> {
            ClientEvent event = recovered(execution);
            subscribers.forEach(subscriber -> subscriber.recovered(event, outage));
        });
    }

    private ClientEvent recovered(ProtoOAExecutionEvent execution) {
        return translator
                .translate(new InboundMessage(PayloadTypes.payloadTypeOf(execution), execution, null))
                .asRecovered();
    }

    private void interruptionOver(Map<Long, Outage> accounts, Map<Long, Boolean> filled, @Nullable Outage link) {
        Instant now = loop.now();
        subscribers.forEach(subscriber -> subscriber.interrupted(environment, accounts, filled, link, now));
    }

    private void end(Subscriber subscriber) {
        subscribers.remove(subscriber);
        subscriber.release();
    }

    /**
     * Names are wanted in the headers of executions too; they may come a little later than everything else. A read that
     * the end of the link cut short is made again after the next authorisation.
     */
    private void nameSymbols(long accountId) {
        if (subscribers.stream().anyMatch(subscriber -> subscriber.concernedBy(accountId))) {
            Callbacks.whenDone(symbols.load(accountId), (loaded, failure) -> {
                if (failure instanceof CTraderException refused
                        && refused.getRetryability() == Retryability.AFTER_FIX) {
                    LOG.warn(
                            "{} account {}: the list of symbols was not read, events go without symbol names: {}",
                            environment,
                            accountId,
                            failure.getMessage());
                }
            });
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.run(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("A consumer ended after its connection");
        }
    }
}
