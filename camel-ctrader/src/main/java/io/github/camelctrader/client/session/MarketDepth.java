package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.DepthMode;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.OrderBookEvent.Level;
import io.github.camelctrader.client.Prices;
import io.github.camelctrader.client.Volumes;
import io.github.camelctrader.client.delivery.BookRenewal;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.market.DepthBoard;
import io.github.camelctrader.client.market.DepthBook;
import io.github.camelctrader.client.market.DepthListener;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Order books, whole for those who want them so, and with their beginnings for those who put them together. */
@OnLoop
final class MarketDepth implements DepthListener {
    private static final Logger LOG = LoggerFactory.getLogger(MarketDepth.class);
    private static final int DEPTH_EVENT = ProtoOAPayloadType.PROTO_OA_DEPTH_EVENT_VALUE;

    private final Environment environment;
    private final Loop loop;
    private final ServerTime serverTime;
    private final SymbolDirectory symbols;
    private final Dispatcher<?> dispatcher;
    private final BookRenewal server;
    private final DepthBoard board;
    private long resyncs;

    /** @param server subscribes a book anew */
    MarketDepth(
            Environment environment,
            Loop loop,
            ServerTime serverTime,
            SymbolDirectory symbols,
            Dispatcher<?> dispatcher,
            BookRenewal server) {
        this.environment = environment;
        this.loop = loop;
        this.serverTime = serverTime;
        this.symbols = symbols;
        this.dispatcher = dispatcher;
        this.server = server;
        this.board = new DepthBoard(loop, this);
    }

    DepthBoard board() {
        return board;
    }

    /** Subscribes a book anew, so that it begins from the start: a consumer lost changes of it. */
    void renew(long accountId, long symbolId) {
        LOG.warn(
                "{} account {}: the order book of symbol {} is subscribed anew: a slow consumer did not get all changes",
                environment,
                accountId,
                symbolId);
        resync(accountId, symbolId);
    }

    private void resync(long accountId, long symbolId) {
        resyncs++;
        board.empty(accountId, symbolId);
        server.renew(accountId, symbolId);
    }

    /** How many books were subscribed anew since they were wrong. */
    long resyncs() {
        return resyncs;
    }

    @Override
    public void changed(long accountId, long symbolId, DepthBook book) {
        dispatcher.publish(whole(accountId, symbolId, book, true));
    }

    @Override
    public void emptying(long accountId, long symbolId, DepthBook book) {
        ProtoOADepthEvent.Builder gone =
                ProtoOADepthEvent.newBuilder().setCtidTraderAccountId(accountId).setSymbolId(symbolId);
        book.offers().forEach(offer -> gone.addDeletedQuotes(offer.getId()));
        dispatcher.publish(beginning(gone.build()));
        dispatcher.publish(whole(accountId, symbolId, new DepthBook(), false));
    }

    @Override
    public void crossed(long accountId, long symbolId) {
        Instant now = now();
        LOG.warn(
                "{} account {}: the order book of symbol {} is subscribed anew: its best bid was above its best ask for too"
                        + " long",
                environment,
                accountId,
                symbolId);
        resync(accountId, symbolId);
        dispatcher.publish(
                new GapEvent(
                        environment,
                        now,
                        now,
                        List.of(accountId),
                        List.of(symbolId),
                        0,
                        false,
                        "the order book was crossed for too long, so that changes of it must be missing, and is subscribed anew"));
    }

    /** What a consumer needs to begin with that comes when a book is already subscribed; null when it is not known. */
    @Nullable
    ClientEvent present(long accountId, long symbolId, DepthMode mode) {
        DepthBook book = board.book(accountId, symbolId);
        if (book == null || mode == DepthMode.NONE) {
            return null;
        }
        if (mode == DepthMode.BOOK) {
            return whole(accountId, symbolId, book, true);
        }
        return beginning(ProtoOADepthEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setSymbolId(symbolId)
                .addAllNewQuotes(book.offers())
                .build());
    }

    private ClientEvent beginning(ProtoOADepthEvent body) {
        long accountId = body.getCtidTraderAccountId();
        return event(DEPTH_EVENT, body, accountId, body.getSymbolId()).as(EventKind.RESET);
    }

    private ClientEvent whole(long accountId, long symbolId, DepthBook book, boolean known) {
        OrderBookEvent body = new OrderBookEvent(
                environment,
                now(),
                accountId,
                symbolId,
                symbols.nameOf(accountId, symbolId),
                levels(book.bids()),
                levels(book.asks()),
                known);
        return event(0, body, accountId, symbolId).as(EventKind.BOOK);
    }

    private ClientEvent event(int payloadType, Object body, long accountId, long symbolId) {
        return ClientEvent.builder("DepthEvent", body)
                .payloadType(payloadType)
                .account(accountId)
                .symbol(symbolId, symbols.nameOf(accountId, symbolId))
                .build();
    }

    private Instant now() {
        return Instant.ofEpochMilli(serverTime.now().orElse(loop.now().toEpochMilli()));
    }

    private static List<Level> levels(SortedMap<Long, Long> sizes) {
        return sizes.entrySet().stream()
                .map(level -> new Level(Prices.of(level.getKey()), Volumes.units(level.getValue())))
                .toList();
    }
}
