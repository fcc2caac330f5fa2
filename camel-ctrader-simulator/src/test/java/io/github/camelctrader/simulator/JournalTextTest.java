package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a simulator that runs alone says of what happens on it. */
class JournalTextTest {
    @Test
    void messagesAndRefusalsAreReadableAndSecretsMasked() throws Exception {
        List<JournalEntry> entries = new CopyOnWriteArrayList<>();
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                        .quotesPerSecond(0)
                        .journalListener(entries::add)
                        .start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.orderError(ProtoOACancelOrderReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setOrderId(17)
                    .build());
        }
        List<String> lines = entries.stream().map(JournalText::line).toList();
        assertThat(lines)
                .contains(
                        "demo #1    opened",
                        "demo #1 <- ProtoOACancelOrderReq [request-3] {\"ctidTraderAccountId\":1001,\"orderId\":17}",
                        "demo #1 -> ProtoOAOrderErrorEvent [request-3] REFUSED ORDER_NOT_FOUND: Order not found with id 17")
                .noneMatch(line -> line.contains(SimulatorDefaults.SECRET_MARKER));
        assertThat(entries.stream().map(entry -> JournalText.json(entry, 5)))
                .anyMatch(
                        line -> line.startsWith(
                                "{\"time\":5,\"sequence\":1,\"environment\":\"demo\",\"connection\":1,\"direction\":\"OPENED\""))
                .anyMatch(line -> line.contains("\"name\":\"ProtoOACancelOrderReq\",\"clientMsgId\":\"request-3\""))
                .noneMatch(line -> line.contains(SimulatorDefaults.SECRET_MARKER));
    }
}
