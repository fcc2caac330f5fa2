package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Live bars behind the spots of their symbols. Any positive answer does. */
class BarSubscriptionsTest extends SpotHarness {
    private static final ProtoOATrendbarPeriod M1 = ProtoOATrendbarPeriod.M1;
    private static final ProtoOATrendbarPeriod H1 = ProtoOATrendbarPeriod.H1;

    @Test
    void barsAreAskedForAfterTheSpotsOfTheirSymbol() {
        ready();
        wantBars(Set.of(M1), EURUSD);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(bars(EURUSD, M1));
        yes();
        assertThat(spots.isActive(ACCOUNT, Topic.bars(EURUSD, M1))).isTrue();
    }

    @Test
    void twoUsersCostOneSubscriptionOfEachKindAndTheLastOneEndsIt() {
        ready();
        Lease first = wantBars(Set.of(M1), EURUSD);
        yes();
        yes();
        Lease second = wantBars(Set.of(M1, H1), EURUSD);
        yes();
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD), bars(EURUSD, M1), bars(EURUSD, H1));

        first.close();
        assertThat(requests.takeSent()).isEmpty();
        second.close();
        assertThat(requests.takeSent())
                .containsExactlyInAnyOrder(noBars(EURUSD, M1), noBars(EURUSD, H1), unsubscribe(EURUSD))
                .last()
                .isEqualTo(unsubscribe(EURUSD));
    }

    @Test
    void whoStopsLeavesTheOtherTheSpots() {
        ready();
        want(EURUSD);
        yes();
        Lease bars = wantBars(Set.of(M1), EURUSD);
        yes();
        requests.takeSent();
        bars.close();
        yes();

        assertThat(requests.takeSent()).containsExactly(noBars(EURUSD, M1));
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
    }

    @Test
    void manyAreUnderWayAtOnceButNotAll() {
        wantBars(Set.of(M1, H1), LongStream.rangeClosed(1, 100).toArray());
        spots.restore(ACCOUNT);
        yes();
        assertThat(requests.inFlight()).isEqualTo(16);
        for (int answer = 0; answer < 200; answer++) {
            yes();
        }
        List<Message> sent = requests.takeSent();
        assertThat(sent.get(0)).isInstanceOf(ProtoOASubscribeSpotsReq.class);
        assertThat(sent.subList(1, sent.size()))
                .hasSize(200)
                .doesNotHaveDuplicates()
                .allMatch(ProtoOASubscribeLiveTrendbarReq.class::isInstance);
    }

    @Test
    void whatTheServerSaysOfSpotsThatLackPassesWithoutAProblem() {
        ready();
        wantBars(Set.of(M1), EURUSD);
        yes();
        requests.takeSent();
        requests.fail(new RequestRejectedException(
                "refused",
                "INVALID_REQUEST",
                "Impossible to get trendbars before the spot subscribing",
                Retryability.AFTER_FIX));
        loop.advance(Duration.ofSeconds(1));
        yes();

        assertThat(requests.takeSent()).containsExactly(bars(EURUSD, M1));
        assertThat(problems).isEmpty();
    }

    @Test
    void barsThatAreRefusedCostNoQuotes() {
        ready();
        wantBars(Set.of(M1), EURUSD);
        yes();
        no("INVALID_REQUEST");

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem).hasMessageContaining("No live bars M1 of EURUSD"));
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
    }

    @Test
    void spotsThatAreRenewedRenewTheirBars() {
        ready();
        wantBars(Set.of(M1), EURUSD);
        yes();
        yes();
        requests.takeSent();
        wantTimestamps(EURUSD);
        yes();
        yes();
        no("ALREADY_SUBSCRIBED");

        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD), subscribe(true, EURUSD), bars(EURUSD, M1));
        assertThat(spots.isActive(ACCOUNT, Topic.bars(EURUSD, M1))).isTrue();
    }

    @Test
    void aLinkThatIsLostWhileBarsAreUnderWayIsRestored() {
        ready();
        wantBars(Set.of(M1), EURUSD);
        yes();
        spots.linkLost();
        requests.fail(new NotSentException("The link is gone", null));
        requests.takeSent();
        spots.restore(ACCOUNT);
        yes();

        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD), bars(EURUSD, M1));
    }

    private Lease wantBars(Set<ProtoOATrendbarPeriod> periods, long... symbolIds) {
        return spots.want(ACCOUNT, new Wanted(setOf(symbolIds), false, periods, false), problems::add);
    }

    private static Message bars(long symbolId, ProtoOATrendbarPeriod period) {
        return ProtoOASubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(symbolId)
                .setPeriod(period)
                .build();
    }

    private static Message noBars(long symbolId, ProtoOATrendbarPeriod period) {
        return ProtoOAUnsubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(symbolId)
                .setPeriod(period)
                .build();
    }
}
