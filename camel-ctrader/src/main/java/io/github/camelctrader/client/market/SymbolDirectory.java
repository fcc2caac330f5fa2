package io.github.camelctrader.client.market;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of each account: names, ids and details. The list is read when it is first needed and stays in memory;
 * details are read for the symbols that are asked for. A failed read is never kept.
 *
 * <p>Ask only for accounts that are authorised. All futures complete on the loop; they fail with a
 * {@link io.github.camelctrader.client.CTraderException}, not wrapped in another exception.
 */
@OnLoop
public final class SymbolDirectory {
    private final Requests requests;
    private final Loop loop;
    private final IdMap<AccountSymbols> accounts = new IdMap<>();

    /**
     * @param requests how requests go out
     * @param loop the connection's loop
     */
    public SymbolDirectory(Requests requests, Loop loop) {
        this.requests = requests;
        this.loop = loop;
    }

    /**
     * Finds a symbol with its details. Before it counts as unknown, a list older than a minute is read anew.
     *
     * @return fails with {@link io.github.camelctrader.client.InvalidRequestException} on {@code symbolName} or
     *     {@code symbolId} when there is none, naming up to three similar names, or when there are several that may be
     *     traded, naming them with their ids
     */
    public CompletableFuture<Symbol> find(long accountId, SymbolReference reference) {
        loop.check();
        return unwrapped(account(accountId).find(reference));
    }

    /**
     * Finds the id of a symbol, without reading its details unless others are called alike.
     *
     * @return fails as {@link #find} does, on {@code symbols}
     */
    public CompletableFuture<Long> resolve(long accountId, SymbolReference reference) {
        loop.check();
        return unwrapped(account(accountId).resolve(reference));
    }

    /** A symbol's name from memory; null when the account's list was not read yet or does not have it. */
    public @Nullable String nameOf(long accountId, long symbolId) {
        loop.check();
        AccountSymbols account = accounts.get(accountId);
        return account == null ? null : account.nameOf(symbolId);
    }

    /** Reads the account's list of symbols unless it is in memory. */
    public CompletableFuture<Void> load(long accountId) {
        loop.check();
        return unwrapped(account(accountId).load().thenApply(symbols -> null));
    }

    /** All symbols of an account that are not archived. */
    public CompletableFuture<List<ProtoOALightSymbol>> all(long accountId) {
        loop.check();
        return unwrapped(account(accountId).load().thenApply(SymbolList::all));
    }

    /**
     * The answer to a request about what belongs to an account's symbols and seldom changes, from memory if it was asked for since
     * the last change and on this link.
     *
     * @param request asks for assets, their classes, categories of symbols, what leads from one asset to another, or leverage
     * @param type of the answer
     */
    public <T extends Message> CompletableFuture<T> read(long accountId, Message request, Class<T> type) {
        loop.check();
        return unwrapped(account(accountId).reference().read(request, type));
    }

    /** Drops the details of the symbols named and reads the list anew in the background, if it was read before. */
    public void onSymbolChanged(ProtoOASymbolChangedEvent event) {
        loop.check();
        AccountSymbols account = accounts.get(event.getCtidTraderAccountId());
        if (account != null) {
            account.changed(event.getSymbolIdList());
        }
    }

    /** The link is gone and with it the news of changes: the next look-up after it reads the list and details anew. */
    public void linkLost() {
        loop.check();
        accounts.forEach(AccountSymbols::linkLost);
    }

    /** The same for one account whose session ended while the link lives. */
    public void accountLost(long accountId) {
        loop.check();
        account(accountId).linkLost();
    }

    private AccountSymbols account(long accountId) {
        AccountSymbols known = accounts.get(accountId);
        if (known != null) {
            return known;
        }
        AccountSymbols symbols = new AccountSymbols(accountId, requests, loop);
        accounts.put(accountId, symbols);
        return symbols;
    }

    /** Chained futures wrap what went wrong; our callers get it plain. */
    private static <T> CompletableFuture<T> unwrapped(CompletableFuture<T> future) {
        CompletableFuture<T> plain = new CompletableFuture<>();
        Callbacks.whenDone(future, (value, error) -> {
            if (error == null) {
                plain.complete(value);
            } else {
                plain.completeExceptionally(Callbacks.causeOf(error));
            }
        });
        return plain;
    }
}
