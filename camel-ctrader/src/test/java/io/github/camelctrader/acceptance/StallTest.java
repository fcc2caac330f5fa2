package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The limits count at the server, and what is on its way there may stand still and then arrive all at once. */
class StallTest {
    private static final Map<String, Object> ORDER =
            Map.of("symbolId", 1, "orderType", "MARKET", "tradeSide", "BUY", "volumeInUnits", 1000);

    @Test
    void aStallOnTheWayBreaksNoLimitAndGetsNoOrderRefused() throws Exception {
        CTraderSimulator simulator = CTraderSimulator.start();
        try (StallingProxy proxy = new StallingProxy(simulator.demoPort());
                TradingHarness harness = new TradingHarness(simulator)) {
            harness.configuration().setPort(proxy.port());
            harness.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:version").to("ctrader:demo?messageType=VersionReq&requestTimeout=30s");
                    from("direct:deals").to("ctrader:demo?messageType=DealListReq&requestTimeout=30s");
                    from("direct:order").to("ctrader:demo?messageType=NewOrderReq&requestTimeout=30s");
                }
            });
            assertThat(ask(harness, "direct:order", ORDER).join()).isInstanceOf(ProtoOAExecutionEvent.class);
            proxy.stop();
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            for (int number = 0; number < 120; number++) {
                answers.add(ask(harness, "direct:version", Map.of()));
            }
            for (int number = 0; number < 12; number++) {
                answers.add(ask(harness, "direct:deals", Map.of()));
                answers.add(ask(harness, "direct:order", ORDER));
            }
            CompletableFuture.delayedExecutor(3500, TimeUnit.MILLISECONDS).execute(proxy::go);

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join())
                            .isInstanceOfAny(
                                    ProtoOAVersionRes.class, ProtoOADealListRes.class, ProtoOAExecutionEvent.class));
            assertThat(simulator.journal().maxRequestsInAnySecond(SimulatorEnvironment.DEMO))
                    .isLessThanOrEqualTo(50);
            assertThat(simulator.journal().maxHistoricalRequestsInAnySecond(SimulatorEnvironment.DEMO))
                    .isLessThanOrEqualTo(5);
        }
    }

    private static CompletableFuture<Object> ask(TradingHarness harness, String uri, Object body) {
        return harness.camel.createProducerTemplate().asyncRequestBody(uri, body);
    }
}
