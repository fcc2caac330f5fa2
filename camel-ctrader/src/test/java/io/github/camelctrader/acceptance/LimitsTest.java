package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void answersFiveHundredRequestsAtOnceWithinTheLimit() throws Exception {
        try (TradingHarness harness = new TradingHarness(CTraderSimulator.start()).start(routes())) {
            List<CompletableFuture<Object>> answers = IntStream.range(0, 500)
                    .mapToObj(i -> harness.camel.createProducerTemplate().asyncRequestBody("direct:version", Map.of()))
                    .toList();

            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(ProtoOAVersionRes.class));
            assertThat(harness.simulator.journal().maxRequestsInAnySecond(SimulatorEnvironment.DEMO))
                    .isLessThanOrEqualTo(50);
        }
    }

    @Test
    void answersTwelveHistoricalRequestsAtOnceWithinTheirLimit() throws Exception {
        try (TradingHarness harness = new TradingHarness(CTraderSimulator.start()).start(routes())) {
            List<CompletableFuture<Object>> answers = IntStream.range(0, 12)
                    .mapToObj(i -> harness.camel.createProducerTemplate().asyncRequestBody("direct:deals", Map.of()))
                    .toList();

            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(ProtoOADealListRes.class));
            assertThat(harness.simulator.journal().maxHistoricalRequestsInAnySecond(SimulatorEnvironment.DEMO))
                    .isLessThanOrEqualTo(5);
        }
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:version").to("ctrader:demo?messageType=VersionReq&requestTimeout=30s");
                from("direct:deals").to("ctrader:demo?messageType=DealListReq&requestTimeout=30s");
            }
        };
    }
}
