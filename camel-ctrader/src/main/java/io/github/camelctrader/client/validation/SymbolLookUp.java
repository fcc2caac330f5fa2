package io.github.camelctrader.client.validation;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.message.InvalidRequests;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks up the symbols that a request is about. */
public final class SymbolLookUp {
    private final CTraderClient client;
    private final Duration timeout;

    /** @param timeout bound of one look-up */
    public SymbolLookUp(CTraderClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * @param accountId the request's account, or 0 when it names none
     * @return the symbols, in the same order; fails with {@link InvalidRequestException} when there is no such symbol, or more than one
     */
    public CompletableFuture<List<Symbol>> find(long accountId, List<SymbolReference> references) {
        if (references.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (accountId == 0) {
            throw InvalidRequests.refuse(
                    "ctidTraderAccountId",
                    "(absent)",
                    "symbols belong to an account: give it in the body, header or option");
        }
        List<CompletableFuture<Symbol>> lookups = references.stream()
                .map(reference -> client.symbol(accountId, reference, timeout))
                .toList();
        return CompletableFuture.allOf(lookups.toArray(CompletableFuture[]::new))
                .thenApply(all -> lookups.stream().map(CompletableFuture::join).toList());
    }
}
