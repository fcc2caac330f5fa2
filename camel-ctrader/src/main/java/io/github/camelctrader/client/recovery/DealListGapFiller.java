package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.delivery.DealRange;
import io.github.camelctrader.client.delivery.GapFiller;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads executions that a full queue did not keep from the history of their accounts. Confined to the loop. */
public final class DealListGapFiller implements GapFiller {
    private final AccountHistory history;
    private final Loop loop;
    private final Duration patience;
    private final Function<ProtoOAExecutionEvent, ClientEvent> toEvent;

    /** @param patience how long a consumer may be kept waiting; it gets what was found by then */
    public DealListGapFiller(
            AccountHistory history,
            Loop loop,
            Duration patience,
            Function<ProtoOAExecutionEvent, ClientEvent> toEvent) {
        this.history = history;
        this.loop = loop;
        this.patience = patience;
        this.toEvent = toEvent;
    }

    @Override
    public CompletableFuture<Fetched> fetch(List<DealRange> missed) {
        CompletableFuture<Fetched> result = new CompletableFuture<>();
        List<MissedExecutions> searches = new ArrayList<>();
        for (DealRange deals : missed) {
            searches.add(new MissedExecutions(
                    history,
                    deals.accountId(),
                    deals.from(),
                    deals.to(),
                    deal -> deals.dealIds().contains(deal.getDealId())));
        }
        Loop.Timer timer = loop.schedule(patience, () -> result.complete(found(missed, searches)));
        CompletableFuture<?>[] ends =
                searches.stream().map(MissedExecutions::end).toArray(CompletableFuture[]::new);
        Callbacks.whenDone(CompletableFuture.allOf(ends), (done, never) -> {
            timer.cancel();
            result.complete(found(missed, searches));
        });
        return result;
    }

    private Fetched found(List<DealRange> missed, List<MissedExecutions> searches) {
        List<ClientEvent> executions = searches.stream()
                .flatMap(search -> search.found().stream())
                .sorted((one, other) -> HeldEvents.ORDER.compare(one.getDeal(), other.getDeal()))
                .map(toEvent)
                .toList();
        int wanted = missed.stream().mapToInt(deals -> deals.dealIds().size()).sum();
        return new Fetched(executions, executions.size() == wanted);
    }
}
