package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.SymbolReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides which symbol of an account is meant where the list leaves several. The list does not say of all whether they may be
 * traded, so their details are read; where that leaves more than one, nobody guesses.
 */
final class Namesakes {
    private final long accountId;
    private final SymbolDetails details;

    Namesakes(long accountId, SymbolDetails details) {
        this.accountId = accountId;
        this.details = details;
    }

    /** @return fails with {@link InvalidRequestException} on {@code field} when there is none, or more than one */
    CompletableFuture<ProtoOALightSymbol> one(SymbolList symbols, String field, SymbolReference reference) {
        List<ProtoOALightSymbol> found = symbols.find(reference);
        if (found.size() == 1) {
            return CompletableFuture.completedFuture(found.get(0));
        }
        if (found.isEmpty()) {
            return CompletableFuture.failedFuture(unknown(symbols, field, reference));
        }
        Long id = reference.id();
        if (id != null && found.stream().anyMatch(symbol -> symbol.getSymbolId() == id)) {
            return CompletableFuture.failedFuture(ambiguous(field, reference, found));
        }
        return tradable(found)
                .thenCompose(left -> left.size() == 1
                        ? CompletableFuture.completedFuture(left.get(0))
                        : CompletableFuture.failedFuture(ambiguous(field, reference, left.isEmpty() ? found : left)));
    }

    private CompletableFuture<List<ProtoOALightSymbol>> tradable(List<ProtoOALightSymbol> found) {
        List<CompletableFuture<Boolean>> answers =
                found.stream().map(symbol -> mayBeTraded(symbol.getSymbolId())).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> IntStream.range(0, found.size())
                        .filter(which -> answers.get(which).join())
                        .mapToObj(found::get)
                        .toList());
    }

    private CompletableFuture<Boolean> mayBeTraded(long symbolId) {
        return details.of(symbolId)
                .thenApply(symbol -> symbol.getTradingMode() != ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION
                        && symbol.getTradingMode() != ProtoOATradingMode.DISABLED_WITH_PENDINGS_EXECUTION)
                .exceptionallyCompose(failure -> SymbolDetails.saysThereIsNone(failure)
                        ? CompletableFuture.completedFuture(false)
                        : CompletableFuture.failedFuture(failure));
    }

    private Exception unknown(SymbolList symbols, String field, SymbolReference reference) {
        List<String> similar = reference.name() == null ? List.of() : symbols.similar(reference.name());
        return refusal(
                field,
                reference,
                "account " + accountId + " has no such symbol"
                        + (similar.isEmpty() ? "" : "; similar names are " + String.join(", ", similar)));
    }

    private Exception ambiguous(String field, SymbolReference reference, List<ProtoOALightSymbol> found) {
        String which = found.stream()
                .map(symbol -> symbol.getSymbolName() + " (symbolId " + symbol.getSymbolId() + ")")
                .collect(Collectors.joining(", "));
        return refusal(
                field,
                reference,
                "is ambiguous, account " + accountId + " has " + which
                        + "; give the id of the one that is meant, or its name if no other has that");
    }

    private Exception refusal(String field, SymbolReference reference, String rule) {
        return new InvalidRequestException(field, reference, rule).concerning(null, accountId, null);
    }
}
