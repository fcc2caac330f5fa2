package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The symbols of one account: the list of names in memory, read when first needed, and the details behind it. Nothing is looked
 * up in a list that is older than the last change, or than the link: what it lists may be called otherwise by now.
 */
@OnLoop
final class AccountSymbols {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSymbols.class);
    private static final long OLD_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    private final long accountId;
    private final Requests requests;
    private final Loop loop;
    private final SymbolDetails details;
    private final Namesakes namesakes;
    private final ReferenceData reference;
    private @Nullable SymbolList list;
    private long readAtNanos;

    /** Counts what may have changed the list; links count as well. */
    private long changes;

    /** How many changes the list in memory, and the one that is being read, contain at least. */
    private long listContains;

    private long readingContains;
    private @Nullable CompletableFuture<SymbolList> reading;

    AccountSymbols(long accountId, Requests requests, Loop loop) {
        this.accountId = accountId;
        this.requests = requests;
        this.loop = loop;
        this.details = new SymbolDetails(accountId, requests, loop);
        this.namesakes = new Namesakes(accountId, details);
        this.reference = new ReferenceData(requests);
    }

    /** Details are read after the list; should the name have moved meanwhile, it is looked up again. */
    CompletableFuture<Symbol> find(SymbolReference reference) {
        String field = reference.name() == null ? "symbolId" : "symbolName";
        return light(field, reference)
                .thenCompose(light -> details.of(light.getSymbolId())
                        .thenCompose(found -> light(field, reference)
                                .thenCompose(now -> now.getSymbolId() == light.getSymbolId()
                                        ? CompletableFuture.completedFuture(new Symbol(now, found))
                                        : find(reference))));
    }

    CompletableFuture<Long> resolve(SymbolReference reference) {
        return light("symbols", reference).thenApply(ProtoOALightSymbol::getSymbolId);
    }

    @Nullable
    String nameOf(long symbolId) {
        return list == null ? null : list.nameOf(symbolId);
    }

    /** The list from memory, unless there is none or it is known to be out of date. */
    CompletableFuture<SymbolList> load() {
        return load(changes);
    }

    /** What belongs to the symbols: assets, categories, leverage, what leads from one asset to another. */
    ReferenceData reference() {
        return reference;
    }

    void changed(Collection<Long> symbolIds) {
        details.drop(symbolIds);
        reference.forget();
        changes++;
        if (reading == null && list != null) {
            refresh();
        }
    }

    /** Changes may go unnoticed until the next link: what was read serves for names in events only, until it is read anew. */
    void linkLost() {
        details.dropAll();
        reference.forget();
        changes++;
    }

    /** A list that contains so many changes; two reads at most, however fast changes come. */
    private CompletableFuture<SymbolList> load(long wanted) {
        if (list != null && listContains >= wanted) {
            return CompletableFuture.completedFuture(list);
        }
        if (reading == null || readingContains >= wanted) {
            return read();
        }
        return reading.handle((older, failure) -> wanted).thenCompose(this::load);
    }

    private CompletableFuture<ProtoOALightSymbol> light(String field, SymbolReference reference) {
        return load().thenCompose(symbols -> {
            boolean fresh = loop.nanoTime() - readAtNanos < OLD_AFTER_NANOS;
            return fresh || !symbols.find(reference).isEmpty()
                    ? namesakes.one(symbols, field, reference)
                    : read().thenCompose(newer -> namesakes.one(newer, field, reference));
        });
    }

    /** One request at a time: whoever comes while it is under way shares its answer. */
    private CompletableFuture<SymbolList> read() {
        if (reading != null) {
            return reading;
        }
        CompletableFuture<SymbolList> read = new CompletableFuture<>();
        reading = read;
        readingContains = changes;
        ProtoOASymbolsListReq request = ProtoOASymbolsListReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
        Callbacks.whenDone(requests.send(request, Priority.PREPARATION), (answer, error) -> {
            reading = null;
            if (error == null) {
                arrived(read, answer);
            } else {
                read.completeExceptionally(error);
            }
        });
        return read;
    }

    private void arrived(CompletableFuture<SymbolList> read, InboundMessage answer) {
        if (!(answer.message() instanceof ProtoOASymbolsListRes symbols)) {
            read.completeExceptionally(new RequestTimeoutException(
                    "The list of symbols of account " + accountId + " was answered with payload type "
                            + answer.payloadType(),
                    null));
            return;
        }
        SymbolList arrived = new SymbolList(symbols.getSymbolList());
        list = arrived;
        listContains = readingContains;
        readAtNanos = loop.nanoTime();
        read.complete(arrived);
        if (listContains < changes && reading == null) {
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
