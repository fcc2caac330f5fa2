package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The symbols of one account: the list of names in memory, read when first needed, and the details behind it. */
final class AccountSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSymbols.class);
    private static final long OLD_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    private final long accountId;
    private final Requests requests;
    private final Loop loop;
    private final SymbolDetails details;
    private @Nullable SymbolList list;
    private long readAtNanos;
    private boolean stale;
    private @Nullable CompletableFuture<SymbolList> reading;

    AccountSymbols(long accountId, Requests requests, Loop loop) {
        this.accountId = accountId;
        this.requests = requests;
        this.loop = loop;
        this.details = new SymbolDetails(accountId, requests, loop);
    }

    CompletableFuture<Symbol> find(String nameOrId) {
        return lightSymbols("symbolName", List.of(nameOrId)).thenCompose(found -> {
            ProtoOALightSymbol light = found.get(0);
            return details.of(light.getSymbolId()).thenApply(symbol -> new Symbol(light, symbol));
        });
    }

    CompletableFuture<Set<Long>> resolve(List<String> namesOrIds) {
        return lightSymbols("symbols", namesOrIds).thenApply(found -> {
            Set<Long> ids = new LinkedHashSet<>();
            found.forEach(symbol -> ids.add(symbol.getSymbolId()));
            return ids;
        });
    }

    @Nullable
    String nameOf(long symbolId) {
        return list == null ? null : list.nameOf(symbolId);
    }

    /** The list from memory, unless there is none or it is known to be out of date. */
    CompletableFuture<SymbolList> load() {
        return list == null || stale ? read() : CompletableFuture.completedFuture(list);
    }

    void changed(Collection<Long> symbolIds) {
        details.drop(symbolIds);
        if (list != null || reading != null) {
            stale = true;
            refresh();
        }
    }

    /** Changes may go unnoticed until the next link: what was read serves for names only, until it is read anew. */
    void linkLost() {
        details.dropAll();
        stale = true;
    }

    private CompletableFuture<List<ProtoOALightSymbol>> lightSymbols(String field, List<String> namesOrIds) {
        return load().thenCompose(symbols -> {
            List<String> unknown = unknown(symbols, namesOrIds);
            boolean fresh = loop.nanoTime() - readAtNanos < OLD_AFTER_NANOS;
            return unknown.isEmpty() || fresh
                    ? completed(symbols, field, namesOrIds)
                    : read().thenCompose(newer -> completed(newer, field, namesOrIds));
        });
    }

    private CompletableFuture<List<ProtoOALightSymbol>> completed(
            SymbolList symbols, String field, List<String> namesOrIds) {
        List<String> unknown = unknown(symbols, namesOrIds);
        if (!unknown.isEmpty()) {
            return CompletableFuture.failedFuture(unknown(symbols, field, unknown));
        }
        List<ProtoOALightSymbol> found = new ArrayList<>();
        for (String nameOrId : namesOrIds) {
            ProtoOALightSymbol symbol = symbols.find(nameOrId);
            if (symbol != null) {
                found.add(symbol);
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    private static List<String> unknown(SymbolList symbols, List<String> namesOrIds) {
        return namesOrIds.stream()
                .filter(nameOrId -> symbols.find(nameOrId) == null)
                .toList();
    }

    private Exception unknown(SymbolList symbols, String field, List<String> unknown) {
        Set<String> similar = new LinkedHashSet<>();
        unknown.forEach(name -> similar.addAll(symbols.similar(name)));
        String rule = "account " + accountId + " has no such symbol"
                + (similar.isEmpty() ? "" : "; similar names are " + String.join(", ", similar));
        return new InvalidRequestException(field, String.join(",", unknown), rule).concerning(null, accountId, null);
    }

    /** One request at a time: whoever comes while it is under way shares its answer. */
    private CompletableFuture<SymbolList> read() {
        if (reading != null) {
            return reading;
        }
        CompletableFuture<SymbolList> read = new CompletableFuture<>();
        reading = read;
        stale = false;
        ProtoOASymbolsListReq request = ProtoOASymbolsListReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
        Callbacks.whenDone(requests.send(request, Priority.QUERY), (answer, error) -> {
            reading = null;
            if (error == null) {
                arrived(read, answer);
            } else {
                stale = true;
                read.completeExceptionally(error);
            }
        });
        return read;
    }

    private void arrived(CompletableFuture<SymbolList> read, InboundMessage answer) {
        if (!(answer.message() instanceof ProtoOASymbolsListRes symbols)) {
            stale = true;
            read.completeExceptionally(new RequestTimeoutException(
                    "The list of symbols of account " + accountId + " was answered with payload type "
                            + answer.payloadType(),
                    null));
            return;
        }
        SymbolList arrived = new SymbolList(symbols.getSymbolList());
        list = arrived;
        readAtNanos = loop.nanoTime();
        boolean changedMeanwhile = stale;
        read.complete(arrived);
        if (changedMeanwhile) {
            refresh();
        }
    }

    private void refresh() {
        Callbacks.whenDone(read(), (symbols, error) -> {
            if (error != null) {
                LOG.warn(
                        "Account {}: the changed list of symbols could not be read ({}); the next look-up tries again",
                        accountId,
                        error.getClass().getSimpleName());
            }
        });
    }
}
