package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that are held up on their way out, and what the server tells meanwhile. */
class OrdersThatWaitTest {
    private static final int APPLICATION_AUTH_REQ = 2100;
    private static final int NEW_ORDER_REQ = 2106;
    private static final Map<String, Object> MARKET = SampleOrders.market(3000, "clientOrderId", "t1");

    private final SlowJournal journal = new SlowJournal();

    @SuppressWarnings("NullAway.Init")
    private SimulatorCamel camel;

    @BeforeEach
    void start() throws Exception {
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());
        camel.component.setOrderJournal(journal);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
                from("ctrader:demo?eventTypes=Execution&accountId=" + SimulatorCamel.ACCOUNT)
                        .filter(header(CTraderConstants.EXECUTION_TYPE).isEqualTo("ORDER_FILLED"))
                        .to("mock:filled");
                from("ctrader:demo?eventTypes=SymbolChanged&accountId=" + SimulatorCamel.ACCOUNT)
                        .to("mock:renamed");
            }
        });
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aFillOfTheSameIdThatComesWhileTheOrderIsWrittenDownIsItsAnswer() throws Exception {
        camel.mock("filled").expectedMessageCount(1);
        CompletableFuture<Exchange> order = heldOrder();
        // As another process does that got the same message from a queue.
        camel.simulator.broker().trade(sameOrder(), null);
        camel.mock("filled").assertIsSatisfied();
        journal.letGo();

        assertThat(SimulatorCamel.body(order.join(), ProtoOAExecutionEvent.class)
                        .getOrder()
                        .getClientOrderId())
                .isEqualTo("t1");
        assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ))
                .isZero();
    }

    @Test
    void aNameIsThatOfTheSymbolThatIsCalledSoAfterTheLinkWasCut() throws Exception {
        CompletableFuture<Exchange> order = heldOrder();
        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        camel.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        rename();
        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> camel.simulator.journal().count(SimulatorEnvironment.DEMO, APPLICATION_AUTH_REQ) == 2);
        journal.letGo();

        assertSymbol(order, 2);
    }

    @Test
    void aNameIsThatOfTheSymbolThatIsCalledSoAfterSymbolsWereRenamed() throws Exception {
        camel.mock("renamed").expectedMinimumMessageCount(1);
        CompletableFuture<Exchange> order = heldOrder();
        rename();
        camel.mock("renamed").assertIsSatisfied();
        journal.letGo();

        assertSymbol(order, 2);
    }

    private CompletableFuture<Exchange> heldOrder() throws InterruptedException {
        journal.hold();
        CompletableFuture<Exchange> order = camel.template()
                .asyncSend("direct:orders", exchange -> exchange.getMessage().setBody(MARKET));
        journal.awaitWrite();
        return order;
    }

    private void rename() {
        camel.simulator.broker().rename(SimulatorEnvironment.DEMO, Map.of(1L, "GBPUSD", 2L, "EURUSD"));
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.30000", "1.30010");
    }

    private void assertSymbol(CompletableFuture<Exchange> order, long symbolId) {
        ProtoOAExecutionEvent filled = SimulatorCamel.body(order.join(), ProtoOAExecutionEvent.class);
        assertThat(filled.getOrder().getTradeData().getSymbolId()).isEqualTo(symbolId);
        assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ))
                .isEqualTo(1);
    }

    private static ProtoOANewOrderReq sameOrder() {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(300_000)
                .setClientOrderId("t1")
                .build();
    }

    /** A journal whose disk stands still when the test says so. */
    private static final class SlowJournal implements OrderJournal {
        private final MemoryOrderJournal memory = new MemoryOrderJournal();
        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);
        private volatile boolean held;

        void hold() {
            held = true;
        }

        void awaitWrite() throws InterruptedException {
            assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void letGo() {
            free.countDown();
        }

        @Override
        public List<OrderRecord> open() {
            return memory.open();
        }

        @Override
        public void write(OrderRecord record) {
            if (held) {
                written.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            memory.write(record);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
