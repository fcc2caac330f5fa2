package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.delivery.DealRange;
import io.github.camelctrader.client.delivery.GapFiller;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.SendWatch;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Reads executions that a full queue did not keep from the history of their accounts, again while it does not show them all.
 */
@OnLoop
public final class DealListGapFiller implements GapFiller {
    /** How soon a history that does not show all is read again; then after twice that, and so on. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    /** How long a consumer is kept waiting at most, be it that there is no link or that the limits let nothing go. */
    static final Duration MOST = Duration.ofMinutes(1);

    private final AccountHistory history;
    private final Loop loop;
    private final Duration patience;
    private final BooleanSupplier ready;
    private final LongPredicate authorised;
    private final Function<ProtoOAExecutionEvent, ClientEvent> toEvent;

    /**
     * @param patience how long a consumer may be kept waiting while there is a link and all is sent that is read; it gets what was
     *     found by then
     * @param ready whether there is one
     * @param authorised whether an account can be read now
     */
    public DealListGapFiller(
            AccountHistory history,
            Loop loop,
            Duration patience,
            BooleanSupplier ready,
            LongPredicate authorised,
            Function<ProtoOAExecutionEvent, ClientEvent> toEvent) {
        this.history = history;
        this.loop = loop;
        this.patience = patience;
        this.ready = ready;
        this.authorised = authorised;
        this.toEvent = toEvent;
    }

    @Override
    public CompletableFuture<Fetched> fetch(List<DealRange> missed) {
        loop.check();
        Filling filling = new Filling(missed);
        filling.begin();
        return filling.result;
    }

    /** Brokers number their deals each for itself. */
    private record Key(long accountId, long dealId) {}

    /** What one gap is filled with. */
    private final class Filling {
        private final List<DealRange> missed;
        private final SendWatch sendings = new SendWatch(() -> {});
        private final AccountHistory watched = history.watchedBy(sendings);
        private final Duration step = patience.compareTo(AGAIN) < 0 ? patience : AGAIN;
        private final Map<Key, ProtoOAExecutionEvent> found = new HashMap<>();
        private final CompletableFuture<Fetched> result = new CompletableFuture<>();
        private List<MissedExecutions> searches = List.of();
        private Loop.Timer timer = () -> {};
        private Duration elapsed = Duration.ZERO;
        private Duration withLink = Duration.ZERO;
        private Duration next = Duration.ZERO;
        private Duration pause = AGAIN;

        private Filling(List<DealRange> missed) {
            this.missed = missed;
        }

        private void begin() {
            timer = loop.schedule(step, this::tick);
            search();
        }

        private void tick() {
            elapsed = elapsed.plus(step);
            if (ready.getAsBoolean() && !sendings.isAnyUnsent()) {
                withLink = withLink.plus(step);
            }
            if (withLink.compareTo(patience) >= 0 || elapsed.compareTo(MOST) >= 0) {
                end();
                return;
            }
            timer = loop.schedule(step, this::tick);
            if (searches.isEmpty() && elapsed.compareTo(next) >= 0) {
                search();
            }
        }

        private void search() {
            List<MissedExecutions> begun = new ArrayList<>();
            for (DealRange deals : missed) {
                if (authorised.test(deals.accountId()) && !isFound(deals)) {
                    begun.add(new MissedExecutions(
                            watched,
                            deals.accountId(),
                            deals.from(),
                            deals.to(),
                            deal -> deals.dealIds().contains(deal.getDealId())));
                }
            }
            if (begun.isEmpty()) {
                return;
            }
            searches = begun;
            CompletableFuture<?>[] ends =
                    begun.stream().map(MissedExecutions::end).toArray(CompletableFuture[]::new);
            Callbacks.whenDone(CompletableFuture.allOf(ends), (done, never) -> searched());
        }

        private void searched() {
            if (result.isDone()) {
                return;
            }
            take();
            searches = List.of();
            next = elapsed.plus(pause);
            pause = pause.multipliedBy(2);
            if (isAll()) {
                end();
            }
        }

        private void take() {
            searches.stream()
                    .flatMap(search -> search.found().stream())
                    .forEach(execution -> found.put(
                            new Key(
                                    execution.getCtidTraderAccountId(),
                                    execution.getDeal().getDealId()),
                            execution));
        }

        private boolean isAll() {
            return missed.stream().allMatch(this::isFound);
        }

        private boolean isFound(DealRange deals) {
            return deals.dealIds().stream().allMatch(dealId -> found.containsKey(new Key(deals.accountId(), dealId)));
        }

        private void end() {
            timer.cancel();
            sendings.close();
            take();
            List<ClientEvent> executions = found.values().stream()
                    .sorted((one, other) -> HeldEvents.ORDER.compare(one.getDeal(), other.getDeal()))
                    .map(toEvent)
                    .toList();
            result.complete(new Fetched(executions, isAll()));
        }
    }
}
