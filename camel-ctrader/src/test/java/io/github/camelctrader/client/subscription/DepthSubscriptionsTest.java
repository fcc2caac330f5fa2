package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesReq;
import io.github.camelctrader.client.RequestTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Order books behind the spots of their symbols. Any positive answer does. */
class DepthSubscriptionsTest extends SpotHarness {
    @Test
    void booksOfManySymbolsCostOneRequestAfterTheirSpots() {
        ready();
        Lease lease = wantDepth(EURUSD, GBPUSD);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(depth(EURUSD, GBPUSD));
        yes();
        lease.close();
        yes();

        assertThat(requests.takeSent()).containsExactly(noDepth(EURUSD, GBPUSD), unsubscribe(EURUSD, GBPUSD));
    }

    @Test
    void aServerThatNeverAnswersHoldsUpNoQuotesAndCostsOneProblem() {
        ready();
        wantDepth(EURUSD);
        yes();
        want(GBPUSD);
        assertThat(requests.takeSent())
                .containsExactly(subscribe(false, EURUSD), depth(EURUSD), subscribe(false, GBPUSD));
        unanswered();
        yes();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(GBPUSD))).isTrue();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem).hasMessageContaining("No order book of EURUSD"));

        for (int attempt = 0; attempt < 20; attempt++) {
            loop.advance(Duration.ofMinutes(10));
            if (requests.inFlight() > 0) {
                unanswered();
            }
        }
        assertThat(problems).hasSize(1);
        assertThat(requests.takeSent()).hasSizeGreaterThan(5);
    }

    @Test
    void aRestoreDoesNotWaitForOrderBooks() {
        wantDepth(EURUSD);
        var restored = spots.restore(ACCOUNT);
        yes();

        assertThat(restored).isCompleted();
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD), depth(EURUSD));
    }

    @Test
    void oneSymbolThatIsRefusedSpoilsNoOtherAndIsOneProblem() {
        ready();
        wantDepth(EURUSD, GBPUSD);
        yes();
        requests.takeSent();
        no("INVALID_REQUEST");
        no("INVALID_REQUEST");
        yes();

        assertThat(requests.takeSent()).containsExactly(depth(EURUSD), depth(GBPUSD));
        assertThat(spots.isActive(ACCOUNT, Topic.depth(GBPUSD))).isTrue();
        loop.advance(Duration.ofSeconds(1));
        unanswered();
        assertThat(problems).hasSize(1);
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
    }

    @Test
    void aBookOfWhichTheBeginningIsNotKnownIsSubscribedFromTheStart() {
        ready();
        wantDepth(EURUSD);
        yes();
        requests.takeSent();
        no("ALREADY_SUBSCRIBED");
        assertThat(requests.takeSent()).containsExactly(noDepth(EURUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(depth(EURUSD));
        no("ALREADY_SUBSCRIBED");

        assertThat(requests.takeSent()).isEmpty();
        assertThat(spots.isActive(ACCOUNT, Topic.depth(EURUSD))).isTrue();
        assertThat(problems).isEmpty();
    }

    @Test
    void aBookIsSubscribedAnewOnRequest() {
        ready();
        wantDepth(EURUSD);
        yes();
        yes();
        requests.takeSent();
        spots.renew(ACCOUNT, Topic.depth(EURUSD));
        yes();
        yes();

        assertThat(requests.takeSent()).containsExactly(noDepth(EURUSD), depth(EURUSD));
        assertThat(spots.isActive(ACCOUNT, Topic.depth(EURUSD))).isTrue();
    }

    private void unanswered() {
        requests.fail(new RequestTimeoutException("no answer", null));
    }

    private Lease wantDepth(long... symbolIds) {
        return spots.want(ACCOUNT, new Wanted(setOf(symbolIds), false, Set.of(), true), problems::add);
    }

    private static Message depth(Long... symbolIds) {
        return ProtoOASubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }

    private static Message noDepth(Long... symbolIds) {
        return ProtoOAUnsubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }
}
