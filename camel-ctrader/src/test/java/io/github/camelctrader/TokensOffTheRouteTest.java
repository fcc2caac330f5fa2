package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that flow read no token store and wait for none: those of accounts that come by header, and of new producers too. */
class TokensOffTheRouteTest {
    private static final String OF_ROUTE = "ctrader:demo?messageType=NewOrderReq";
    private static final String OF_EACH_MESSAGE = "ctrader:demo?messageType=NewOrderReq&requestTimeout=11s";

    private final SimulatorCamel camel =
            new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());
    private final HangingStore store = new HangingStore();

    @BeforeEach
    void start() throws Exception {
        // Only the endpoints have tokens, so that nothing but their producers reads the store.
        camel.component.getConfiguration().setAccessToken(null);
        CTraderEndpoint ofRoute = endpoint(OF_ROUTE, store);
        endpoint(OF_EACH_MESSAGE, store);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:to").to(ofRoute);
                from("direct:toD").toD(OF_EACH_MESSAGE.replace("demo", "${header.environment}"), -1);
            }
        });
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterEach
    void stop() {
        store.enough.countDown();
        camel.close();
    }

    @Test
    void aStoreThatHangsOnceRoutesRunKeepsNoOrderWaiting() {
        store.hangs = true;

        assertOrdersFlow();

        assertThat(store.begun.getCount()).as("nobody read it").isEqualTo(1);
    }

    @Test
    void whatAnotherRouteReadsWhileItStartsKeepsNoOrderWaiting() {
        CTraderEndpoint starting = camel.context.getEndpoint(OF_ROUTE, CTraderEndpoint.class);

        camel.component
                .connect(
                        starting.connectionSettings(),
                        stillPreparing -> assertThat(CompletableFuture.runAsync(
                                        this::assertOrdersFlow, task -> new Thread(task).start()))
                                .succeedsWithin(Duration.ofSeconds(20)))
                .close();
    }

    private void assertOrdersFlow() {
        for (String route : List.of("to", "toD")) {
            for (long account : List.of(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.SECOND_DEMO_ACCOUNT)) {
                assertThat(order(route, account).getCtidTraderAccountId()).isEqualTo(account);
            }
        }
    }

    private ProtoOAExecutionEvent order(String route, long account) {
        return SimulatorCamel.body(
                camel.template().send("direct:" + route, exchange -> {
                    exchange.getMessage().setBody(SampleOrders.market(1_000));
                    exchange.getMessage().setHeader("environment", "demo");
                    exchange.getMessage().setHeader(CTraderConstants.ACCOUNT_ID, account);
                }),
                ProtoOAExecutionEvent.class);
    }

    private CTraderEndpoint endpoint(String uri, TokenStore keeps) {
        CTraderEndpoint endpoint = camel.context.getEndpoint(uri, CTraderEndpoint.class);
        endpoint.getConfiguration().setAccessToken(SimulatorDefaults.ACCESS_TOKEN);
        endpoint.getConfiguration().setTokenStore(keeps);
        return endpoint;
    }

    /** Returns nothing, at once or, from some time on, as late as the test says. */
    private static final class HangingStore implements TokenStore {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch enough = new CountDownLatch(1);
        volatile boolean hangs;

        @Override
        public List<StoredTokens> load() {
            if (hangs) {
                begun.countDown();
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.of();
        }

        @Override
        public void save(StoredTokens tokens) {}
    }
}
