package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorExtension.class)
@SimulatorFault("on TraderReq error MARKET_CLOSED")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatorFaultTest {
    private static final ProtoOATraderReq TRADER =
            ProtoOATraderReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT).build();

    @Test
    @Order(1)
    @SimulatorFault("on TraderReq cant-route")
    @SimulatorFault("on TraderReq always error NO_QUOTES")
    void thoseOfTheClassComeBeforeThoseOfTheMethod(CTraderSimulator simulator) throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("MARKET_CLOSED");
            assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("CANT_ROUTE_REQUEST");
            assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("NO_QUOTES");
        }
    }

    @Test
    @Order(2)
    void andAreGoneForTheNextOne(CTraderSimulator simulator) throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("MARKET_CLOSED");
            client.request(TRADER).as(ProtoOATraderRes.getDefaultInstance());
        }
    }

    @Nested
    @SimulatorFault("on TraderReq cant-route")
    class Within {
        @Test
        void thoseOfOuterClassesComeFirst(CTraderSimulator simulator) throws Exception {
            try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
                assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("MARKET_CLOSED");
                assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("CANT_ROUTE_REQUEST");
            }
        }
    }
}
