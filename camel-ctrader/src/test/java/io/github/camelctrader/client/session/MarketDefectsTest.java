package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ClientReport.MarketDefects;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.delivery.Dispatcher;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.subscription.Topic;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with the server's market data is counted, each time once. */
class MarketDefectsTest {
    private static final long ACCOUNT = 7;
    private static final ProtoOATrendbarPeriod M1 = ProtoOATrendbarPeriod.M1;

    private final ScriptedRequests requests = new ScriptedRequests();
    private final VirtualLoop loop = new VirtualLoop();
    private final MarketData market = new MarketData(
            Environment.DEMO,
            requests,
            loop,
            new ServerTime(loop),
            new SymbolDirectory(requests, loop),
            new Dispatcher<Subscriber>(Environment.DEMO, loop));

    @BeforeEach
    void begin() {
        market.begun(ACCOUNT, Topic.bars(1, M1));
        market.begun(ACCOUNT, Topic.depth(1));
        market.anew(ACCOUNT, Topic.depth(1));
    }

    @Test
    void aBarThatIsRepairedCountsWhenItClosesHoweverOftenItIsShown() {
        bar(100, 0, 108_500);
        bar(100, 0, 108_510);
        assertThat(market.defects()).isEqualTo(MarketDefects.NONE);

        bar(101, 50, 108_500);
        assertThat(market.defects()).isEqualTo(new MarketDefects(1, 0, 0));

        bar(102, 50, 108_500);
        assertThat(market.defects()).isEqualTo(new MarketDefects(1, 0, 0));
    }

    @Test
    void whatABookCannotUseCountsAlsoAfterItsEnd() {
        book(ProtoOADepthEvent.newBuilder().addDeletedQuotes(9));
        book(ProtoOADepthEvent.newBuilder()
                .addNewQuotes(ProtoOADepthQuote.newBuilder().setId(1).setSize(5)));
        market.ended(ACCOUNT, Topic.depth(1));

        assertThat(market.defects()).isEqualTo(new MarketDefects(0, 2, 0));
    }

    @Test
    void aBookThatASlowConsumerLostChangesOfCounts() {
        market.depth().renew(ACCOUNT, 1);

        assertThat(market.defects()).isEqualTo(new MarketDefects(0, 0, 1));
    }

    @Test
    void aBookThatStaysCrossedCounts() {
        book(ProtoOADepthEvent.newBuilder()
                .addNewQuotes(ProtoOADepthQuote.newBuilder().setId(1).setSize(5).setBid(200))
                .addNewQuotes(ProtoOADepthQuote.newBuilder().setId(2).setSize(5).setAsk(100)));
        loop.advance(Duration.ofSeconds(2));

        assertThat(market.defects()).isEqualTo(new MarketDefects(0, 0, 1));
    }

    /** One that opens at its low, with a bid that its high holds only where that is 50 above. */
    private void bar(int minute, long deltaHigh, long bid) {
        ProtoOASpotEvent spot = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setBid(bid)
                .addTrendbar(ProtoOATrendbar.newBuilder()
                        .setPeriod(M1)
                        .setUtcTimestampInMinutes(minute)
                        .setLow(108_490)
                        .setDeltaHigh(deltaHigh)
                        .setVolume(1))
                .build();
        market.received(event("SpotEvent", spot, Quote.of(bid, bid + 10)));
    }

    private void book(ProtoOADepthEvent.Builder change) {
        market.received(event(
                "DepthEvent",
                change.setCtidTraderAccountId(ACCOUNT).setSymbolId(1).build(),
                null));
    }

    private static ClientEvent event(String type, Object body, @Nullable Quote quote) {
        return ClientEvent.builder(type, body)
                .account(ACCOUNT)
                .symbol(1, "EURUSD")
                .quote(quote)
                .build();
    }
}
