package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.UuidGenerator;
import org.apache.camel.support.ClassicUuidGenerator;
import org.apache.camel.support.OffUuidGenerator;
import org.apache.camel.support.SimpleUuidGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids of exchanges that come again after a restart, as those of some of Camel's generators do, name no order of the process before. */
class UuidGeneratorsTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void simpleIdsNameNoOrderOfTheProcessBefore() throws Exception {
        eachOrderIsExecuted(List.of(new SimpleUuidGenerator(), new SimpleUuidGenerator()));
    }

    @Test
    void classicIdsNameNoOrderOfTheProcessBefore() throws Exception {
        eachOrderIsExecuted(List.of(new ClassicUuidGenerator("same"), new ClassicUuidGenerator("same")));
    }

    @Test
    void noIdsAtAllNameNoOrderOfTheProcessBefore() throws Exception {
        eachOrderIsExecuted(List.of(new OffUuidGenerator(), new OffUuidGenerator()));
    }

    /** One process for each generator, one after the other, with one journal. */
    private void eachOrderIsExecuted(List<UuidGenerator> generators) throws Exception {
        try (CTraderSimulator simulator =
                CTraderSimulator.builder().feedPaused().start()) {
            simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
            Set<Object> orders = new HashSet<>();
            for (UuidGenerator generator : generators) {
                SimulatorCamel camel = new SimulatorCamel(simulator);
                camel.context.setUuidGenerator(generator);
                camel.component.setOrderJournalFile(
                        directory.resolve("orders.journal").toString());
                camel.start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:order")
                                .to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
                    }
                });
                for (int order = 0; order < 2; order++) {
                    orders.add(executed(camel).getMessage().getHeader(CTraderConstants.ORDER_ID, Long.class));
                }
                camel.context.stop();
            }

            assertThat(orders).hasSize(4).doesNotContainNull();
            assertThat(simulator.journal().received(DEMO, PROTO_OA_NEW_ORDER_REQ_VALUE))
                    .hasSize(4);
        }
    }

    private static Exchange executed(SimulatorCamel camel) {
        Exchange done = camel.template()
                .request("direct:order", exchange -> exchange.getIn().setBody(SampleOrders.market(1000)));
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader(CTraderConstants.EXECUTION_TYPE)).isEqualTo("ORDER_FILLED");
        return done;
    }
}
