package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.DepthMode;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.delivery.EventTranslator;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.subscription.Topic;
import io.github.camelctrader.client.subscription.Wanted;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the instruments that are called as consumers named them, on each link and after each change that the server tells of,
 * and subscribes what is wanted of them. A search that gets no answer, or a refusal, has found nothing out: it is made again
 * until there is an answer, and events wait meanwhile.
 */
@OnLoop
final class SymbolSearches {
    private static final Logger LOG = LoggerFactory.getLogger(SymbolSearches.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Environment environment;
    private final SymbolDirectory symbols;
    private final EventTranslator translator;
    private final MarketData market;
    private final Loop loop;
    private final Predicate<Long> authorised;

    /** @param authorised whether an account has a session on the present link */
    SymbolSearches(
            Environment environment,
            SymbolDirectory symbols,
            EventTranslator translator,
            MarketData market,
            Loop loop,
            Predicate<Long> authorised) {
        this.environment = environment;
        this.symbols = symbols;
        this.translator = translator;
        this.market = market;
        this.loop = loop;
        this.authorised = authorised;
    }

    /**
     * Searches for what consumers named of an account, in the place of all searches before.
     *
     * @return completes when it is known what each of them named, or when the search is to be made again; does not fail
     */
    CompletableFuture<Void> search(List<Subscriber> subscribers, long accountId) {
        return CompletableFuture.allOf(subscribers.stream()
                .filter(subscriber -> subscriber.namesSymbolsOf(accountId))
                .map(subscriber -> search(subscriber, accountId, 1))
                .toArray(CompletableFuture[]::new));
    }

    /**
     * Reads the names of an account's symbols if events of it concern any consumer: names are wanted in the headers of executions too,
     * and may come a little later than everything else. A read that the end of the link cut short is made again after the next
     * authorisation.
     */
    void loadNames(List<Subscriber> subscribers, long accountId) {
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

    /** Names are looked up one by one, so that one that does not exist keeps nothing from the others. */
    private CompletableFuture<Void> search(Subscriber subscriber, long accountId, int attempt) {
        int number = subscriber.searches(accountId);
        Set<Long> ids = new LinkedHashSet<>();
        List<CTraderException> failures = new ArrayList<>();
        CompletableFuture<?>[] lookUps = subscriber.interest().symbols().stream()
                .map(symbol -> symbols.resolve(accountId, SymbolReference.of(symbol))
                        .handle((found, failure) ->
                                failure == null ? ids.add(found) : failures.add((CTraderException) failure)))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(lookUps).thenRun(() -> {
            if (subscriber.waitsFor(accountId, number)) {
                ended(subscriber, accountId, ids, failures, attempt);
            }
        });
    }

    private void ended(
            Subscriber subscriber, long accountId, Set<Long> ids, List<CTraderException> failures, int attempt) {
        Optional<CTraderException> unanswered = failures.stream()
                .filter(failure -> !(failure instanceof InvalidRequestException))
                .findFirst();
        if (unanswered.isPresent()) {
            searchLater(subscriber, accountId, unanswered.get(), attempt);
            return;
        }
        failures.forEach(failure -> subscriber.problem(failure.concerning(environment, accountId, null)));
        subscribe(subscriber, accountId, ids);
    }

    private void searchLater(Subscriber subscriber, long accountId, CTraderException failure, int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        // One answer that is missing is no news if the next one comes.
        if (attempt > 1 || failure.getRetryability() == Retryability.AFTER_FIX) {
            LOG.warn(
                    "{} account {}: it is not known which symbols {} are, events wait: {}; trying again in {}",
                    environment,
                    accountId,
                    subscriber.interest().symbols(),
                    failure.getMessage(),
                    pause);
            subscriber.problem(failure.concerning(environment, accountId, null));
        }
        int number = subscriber.searches(accountId);
        loop.schedule(pause, () -> {
            if (subscriber.waitsFor(accountId, number) && authorised.test(accountId)) {
                Callbacks.whenDone(search(subscriber, accountId, attempt + 1), (ended, never) -> {});
            }
        });
    }

    private void subscribe(Subscriber subscriber, long accountId, Set<Long> ids) {
        EventInterest interest = subscriber.interest();
        boolean wantsSpots = interest.wantsServerEvent("spot");
        Set<Long> added = new LinkedHashSet<>(ids);
        added.removeAll(subscriber.symbolsOf(accountId));
        boolean wantsDepth = interest.depth() != DepthMode.NONE;
        boolean subscribes = wantsSpots || !interest.trendbars().isEmpty() || wantsDepth;
        if (subscribes && !ids.equals(subscriber.symbolsOf(accountId))) {
            Wanted wanted = new Wanted(ids, interest.spotTimestamps(), interest.trendbars(), wantsDepth);
            subscriber.hold(accountId, market.subscriptions().want(accountId, wanted, subscriber::problem));
        }
        Set<Long> known = Set.copyOf(added);
        added.removeAll(subscriber.found(accountId, ids));
        if (wantsSpots) {
            for (long id : added) {
                offer(subscriber, accountId, Topic.spots(id), translator.present(accountId, id));
            }
        }
        for (long id : known) {
            offer(subscriber, accountId, Topic.depth(id), market.depth().present(accountId, id, interest.depth()));
            for (ProtoOATrendbarPeriod period : interest.trendbars()) {
                if (interest.wantsBars(period)) {
                    offer(subscriber, accountId, Topic.bars(id, period), market.forming(accountId, id, period));
                }
            }
        }
    }

    /** What is known at present of what was subscribed before and may stay quiet. */
    private void offer(Subscriber subscriber, long accountId, Topic topic, @Nullable ClientEvent present) {
        if (present != null && market.subscriptions().isActive(accountId, topic)) {
            subscriber.delivery().offer(present);
        }
    }
}
