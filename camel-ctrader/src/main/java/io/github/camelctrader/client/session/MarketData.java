package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.market.BarBoard;
import io.github.camelctrader.client.market.BarKey;
import io.github.camelctrader.client.market.BarListener;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.subscription.Subscriptions;
import io.github.camelctrader.client.subscription.Topic;
import io.github.camelctrader.client.subscription.TopicListener;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is made of the server's market data for those who want more than it says: bars that close, and order books. */
@OnLoop
final class MarketData implements TopicListener, BarListener {
    private static final Logger LOG = LoggerFactory.getLogger(MarketData.class);

    private final Environment environment;
    private final Loop loop;
    private final ServerTime serverTime;
    private final SymbolDirectory symbols;
    private final Dispatcher<?> dispatcher;
    private final BarBoard bars;
    private final MarketDepth depth;
    private final Subscriptions subscriptions;
    private boolean saidThatBarsAreRepaired;
    private long repaired;

    MarketData(
            Environment environment,
            Requests requests,
            Loop loop,
            ServerTime serverTime,
            SymbolDirectory symbols,
            Dispatcher<?> dispatcher) {
        this.environment = environment;
        this.loop = loop;
        this.serverTime = serverTime;
        this.symbols = symbols;
        this.dispatcher = dispatcher;
        this.bars = new BarBoard(requests, loop, serverTime, this);
        this.depth = new MarketDepth(environment, loop, serverTime, symbols, dispatcher, this::subscribeAnew);
        this.subscriptions = new Subscriptions(requests, loop, symbols::nameOf, this);
    }

    private void subscribeAnew(long accountId, long symbolId) {
        subscriptions.renew(accountId, Topic.depth(symbolId));
    }

    /** What is subscribed at the server. */
    Subscriptions subscriptions() {
        return subscriptions;
    }

    MarketDepth depth() {
        return depth;
    }

    /** What was wrong with what the server sent so far. */
    ClientReport.MarketDefects defects() {
        return new ClientReport.MarketDefects(repaired, depth.board().ignored(), depth.resyncs());
    }

    /** The event as consumers get it: a change with which an order book begins says so. Call before {@link #received}. */
    ClientEvent marked(ClientEvent event) {
        return event.body() instanceof ProtoOADepthEvent change && depth.board().isFirst(change)
                ? event.as(EventKind.RESET)
                : event;
    }

    /** Takes an event of the server; call in the order in which they came in. */
    void received(ClientEvent event) {
        if (event.body() instanceof ProtoOASpotEvent spot) {
            bars.received(spot, event.quote());
        } else if (event.body() instanceof ProtoOADepthEvent change) {
            depth.board().received(change);
        }
    }

    void linkLost() {
        subscriptions.linkLost();
        bars.interrupted();
        depth.board().emptyAll();
    }

    void accountLost(long accountId) {
        subscriptions.accountLost(accountId);
        interrupted(accountId);
    }

    /** What the account's session brings may be incomplete from now on, or was. */
    void interrupted(long accountId) {
        bars.interrupted(accountId);
        depth.board().emptyAll(accountId);
    }

    /** The bar that is being formed, for a consumer that comes when it is already subscribed; null when it is not known. */
    @Nullable
    ClientEvent forming(long accountId, long symbolId, ProtoOATrendbarPeriod period) {
        BarKey key = new BarKey(accountId, symbolId, period);
        Trendbar bar = bars.forming(key);
        return bar == null ? null : event(key, bar, false);
    }

    @Override
    public void begun(long accountId, Topic topic) {
        if (topic.period() != null) {
            bars.begin(new BarKey(accountId, topic.symbolId(), topic.period()));
        } else if (topic.kind() == Topic.Kind.DEPTH) {
            depth.board().begin(accountId, topic.symbolId());
        }
    }

    @Override
    public void anew(long accountId, Topic topic) {
        // The server shows the whole of a bar, whenever it is subscribed, and of a quote.
        if (topic.kind() == Topic.Kind.DEPTH) {
            depth.board().anew(accountId, topic.symbolId());
        }
    }

    @Override
    public void ended(long accountId, Topic topic) {
        if (topic.period() != null) {
            bars.end(new BarKey(accountId, topic.symbolId(), topic.period()));
        } else if (topic.kind() == Topic.Kind.DEPTH) {
            depth.board().end(accountId, topic.symbolId());
        }
    }

    @Override
    public void bar(BarKey key, Trendbar bar, boolean recovered) {
        if (bar.repaired() && bar.closed()) {
            repaired++;
        }
        if (bar.repaired() && !saidThatBarsAreRepaired) {
            saidThatBarsAreRepaired = true;
            LOG.warn(
                    "{} account {}: a bar {} of symbol {} had a high or low that did not hold its open and close; it was"
                            + " widened and is marked as repaired, as others will be from now on",
                    environment,
                    key.accountId(),
                    key.period(),
                    key.symbolId());
        }
        dispatcher.publish(event(key, bar, recovered));
    }

    @Override
    public void missing(BarKey key, long fromMillis, long toMillis) {
        dispatcher.publish(new GapEvent(
                environment,
                Instant.ofEpochMilli(fromMillis),
                Instant.ofEpochMilli(toMillis),
                List.of(key.accountId()),
                List.of(key.symbolId()),
                0,
                false,
                "the bars " + key.period() + " of this time were not read from history"));
    }

    private ClientEvent event(BarKey key, Trendbar bar, boolean recovered) {
        String name = symbols.nameOf(key.accountId(), key.symbolId());
        TrendbarEvent body = new TrendbarEvent(
                environment,
                Instant.ofEpochMilli(serverTime.now().orElse(loop.now().toEpochMilli())),
                key.accountId(),
                key.symbolId(),
                name,
                key.period(),
                bar.openTime(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.tickVolume(),
                bar.closed(),
                recovered,
                bar.repaired());
        ClientEvent event = ClientEvent.builder(body.messageType(), body)
                .account(key.accountId())
                .symbol(key.symbolId(), name)
                .timestamp(body.time().toEpochMilli())
                .kind(bar.closed() ? EventKind.CLOSED_BAR : EventKind.FORMING_BAR)
                .build();
        return recovered ? event.asRecovered() : event;
    }
}
