package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsRes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpotsTest {
    private static final long EURUSD = 1;
    private static final long GBPUSD = 2;

    private static CTraderSimulator still() {
        return CTraderSimulator.builder().quotesPerSecond(0).start();
    }

    private static ProtoOASubscribeSpotsReq.Builder subscribe(long... symbolIds) {
        ProtoOASubscribeSpotsReq.Builder request =
                ProtoOASubscribeSpotsReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT);
        for (long symbolId : symbolIds) {
            request.addSymbolId(symbolId);
        }
        return request;
    }

    private static ProtoOAUnsubscribeSpotsReq unsubscribe(long symbolId) {
        return ProtoOAUnsubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .addSymbolId(symbolId)
                .build();
    }

    @Test
    void theFirstEventIsCompleteEvenIfNothingMovesAndLaterOnesSayWhatChanged() throws Exception {
        try (CTraderSimulator simulator = still();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.request(subscribe(EURUSD).build()).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
            ProtoOASpotEvent first = client.await(ProtoOASpotEvent.getDefaultInstance());
            assertThat(first.getBid()).isEqualTo(108_500);
            assertThat(first.getAsk()).isEqualTo(108_510);
            assertThat(first.hasTimestamp()).isFalse();

            simulator.quote(DEMO, "EURUSD", "1.08505", null);
            ProtoOASpotEvent bid = client.await(ProtoOASpotEvent.getDefaultInstance());
            assertThat(bid.getBid()).isEqualTo(108_505);
            assertThat(bid.hasAsk()).isFalse();

            simulator.quote(DEMO, "EURUSD", "1.08505", "1.08512");
            ProtoOASpotEvent ask = client.await(ProtoOASpotEvent.getDefaultInstance());
            assertThat(ask.hasBid()).isFalse();
            assertThat(ask.getAsk()).isEqualTo(108_512);

            simulator.quote(DEMO, "EURUSD", "1.08505", "1.08512");
            simulator.quote(DEMO, "GBPUSD", "1.3", "1.3001");
            simulator.quote(SimulatorEnvironment.LIVE, "EURUSD", "1.2", "1.2001");
            simulator.quote(DEMO, "EURUSD", "1.09", "1.0901");
            ProtoOASpotEvent both = client.await(ProtoOASpotEvent.getDefaultInstance());
            assertThat(both.getBid()).isEqualTo(109_000);
            assertThat(both.getAsk()).isEqualTo(109_010);
        }
    }

    @Test
    void timestampsComeOnlyIfAskedFor() throws Exception {
        try (CTraderSimulator simulator = still();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            long before = System.currentTimeMillis();
            client.send(subscribe(EURUSD).setSubscribeToSpotTimestamp(true).build());
            assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).hasTimestamp())
                    .isTrue();
            simulator.quote(DEMO, "EURUSD", "1.08", "1.0801");
            assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).getTimestamp())
                    .isBetween(before, System.currentTimeMillis());
        }
    }

    @Test
    void subscriptionsAreNotIdempotentAndAllOrNothing() throws Exception {
        try (CTraderSimulator simulator = still();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.request(subscribe(EURUSD).build()).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
            assertThat(client.refusal(subscribe(EURUSD).build()).getErrorCode()).isEqualTo("ALREADY_SUBSCRIBED");
            assertThat(client.refusal(subscribe(GBPUSD, 4711).build()).getErrorCode())
                    .isEqualTo("SYMBOL_NOT_FOUND");
            assertThat(client.refusal(subscribe().build()).getErrorCode()).isEqualTo("INVALID_REQUEST");
            assertThat(client.refusal(unsubscribe(GBPUSD)).getErrorCode()).isEqualTo("NOT_SUBSCRIBED_TO_SPOTS");
            client.request(unsubscribe(EURUSD)).as(ProtoOAUnsubscribeSpotsRes.getDefaultInstance());
            assertThat(client.refusal(unsubscribe(EURUSD)).getErrorCode()).isEqualTo("NOT_SUBSCRIBED_TO_SPOTS");
            client.request(subscribe(EURUSD, GBPUSD).build()).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
            assertThat(client.await(ProtoOASpotEvent.getDefaultInstance(), 2))
                    .extracting(ProtoOASpotEvent::getSymbolId)
                    .containsExactly(EURUSD, GBPUSD);
        }
    }

    @Test
    void eachAccountHasItsOwnSubscriptions() throws Exception {
        try (CTraderSimulator simulator = still();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.authorise(SECOND_DEMO_ACCOUNT);
            client.request(subscribe(EURUSD).build()).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
            client.request(subscribe(EURUSD)
                            .setCtidTraderAccountId(SECOND_DEMO_ACCOUNT)
                            .build())
                    .as(ProtoOASubscribeSpotsRes.getDefaultInstance());
            client.await(ProtoOASpotEvent.getDefaultInstance());
            simulator.quote(DEMO, "EURUSD", "1.09", "1.0901");
            assertThat(client.await(ProtoOASpotEvent.getDefaultInstance(), 2))
                    .extracting(ProtoOASpotEvent::getCtidTraderAccountId)
                    .containsExactlyInAnyOrder(DEMO_ACCOUNT, SECOND_DEMO_ACCOUNT);
        }
    }

    @Test
    void theFeedIsThatOfItsSeedAndPartial() throws Exception {
        assertThat(feed(5)).isEqualTo(feed(5));
        assertThat(feed(5)).isNotEqualTo(feed(6));
    }

    private static List<String> feed(long seed) throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                .seed(seed)
                .quotesPerSecond(200)
                .feedPaused()
                .start()) {
            simulator.quote(DEMO, "EURUSD", "1.08", "1.0801");
            try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
                client.request(subscribe(EURUSD).build()).as(ProtoOASubscribeSpotsRes.getDefaultInstance());
                assertThat(client.await(ProtoOASpotEvent.getDefaultInstance()).getBid())
                        .isEqualTo(108_000);
                simulator.resumeFeed();
                List<ProtoOASpotEvent> events = client.await(ProtoOASpotEvent.getDefaultInstance(), 60);
                assertThat(events)
                        .anyMatch(event -> !event.hasBid())
                        .anyMatch(event -> !event.hasAsk())
                        .allMatch(event -> event.hasBid() || event.hasAsk());
                return events.stream().map(ProtoOASpotEvent::toString).toList();
            }
        }
    }

    @Test
    void quotesThatCannotBeAreRefusedToTheTest() {
        Map<String[], String> wrong = new HashMap<>();
        wrong.put(new String[] {"EURUSD", "1.080001", null}, "5 digits");
        wrong.put(new String[] {"USDJPY", "150.0001", null}, "3 digits");
        wrong.put(new String[] {"EURUSD", "1.09", "1.08"}, "Not a quote");
        wrong.put(new String[] {"EURUSD", "1e10", null}, "1e10 is no price");
        wrong.put(new String[] {"EURUSD", "-1.1", null}, "-1.1 is no price");
        wrong.put(new String[] {"EURUSD", null, "dear"}, "dear is no number");
        wrong.put(new String[] {"NOPE", "1.09", "1.08"}, "NOPE");
        try (CTraderSimulator simulator = still()) {
            wrong.forEach((quote, text) -> assertThatThrownBy(() -> simulator.quote(DEMO, quote[0], quote[1], quote[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(text));
        }
    }
}
