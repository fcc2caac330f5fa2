package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorExtension.class)
class EndToEndTest {
    @Test
    void fromTheHandshakeToAFill(CTraderSimulator simulator) throws Exception {
        try (TestClient client = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            ProtoOASymbolsListRes symbols = client.request(ProtoOASymbolsListReq.newBuilder()
                            .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                            .build())
                    .as(ProtoOASymbolsListRes.getDefaultInstance());
            long symbolId = symbols.getSymbol(0).getSymbolId();
            client.request(ProtoOASubscribeSpotsReq.newBuilder()
                            .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                            .addSymbolId(symbolId)
                            .build())
                    .as(ProtoOASubscribeSpotsRes.getDefaultInstance());
            ProtoOASpotEvent first = client.await(ProtoOASpotEvent.getDefaultInstance());
            assertThat(first.hasBid() && first.hasAsk()).isTrue();
            client.await(ProtoOASpotEvent.getDefaultInstance(), 3);
            client.send(ProtoOANewOrderReq.newBuilder()
                    .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                    .setSymbolId(symbolId)
                    .setOrderType(ProtoOAOrderType.MARKET)
                    .setTradeSide(ProtoOATradeSide.BUY)
                    .setVolume(100_000)
                    .setRelativeStopLoss(1000)
                    .build());
            assertThat(client.await(ProtoOAExecutionEvent.getDefaultInstance(), 3))
                    .extracting(ProtoOAExecutionEvent::getExecutionType)
                    .containsExactly(
                            ProtoOAExecutionType.ORDER_ACCEPTED,
                            ProtoOAExecutionType.ORDER_FILLED,
                            ProtoOAExecutionType.ORDER_ACCEPTED);
        }
    }
}
