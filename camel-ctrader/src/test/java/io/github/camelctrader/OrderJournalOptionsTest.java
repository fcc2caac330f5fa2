package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.sharing.ComponentJournal;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options about the journal do to orders that go through a route. */
class OrderJournalOptionsTest {
    private static final int NEW_ORDER_REQ = 2106;

    @TempDir
    Path directory;

    @Test
    void aRepetitionIsRecognisedAsLongAsTheOptionsSay() throws Exception {
        try (SimulatorCamel camel = orders()) {
            camel.component.setOrderJournalMaxRecords(1);
            camel.start(route());
            long first = positionOf(camel, "first");
            long second = positionOf(camel, "second");

            assertThat(positionOf(camel, "second")).isEqualTo(second);
            assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ))
                    .isEqualTo(2);
            assertThat(positionOf(camel, "first")).isNotEqualTo(first);
        }
    }

    @Test
    void noOrderIsSentThatARestartCouldNotRead() throws Exception {
        Path file = directory.resolve("orders.journal");
        try (SimulatorCamel camel = orders()) {
            camel.component.setOrderJournalFile(file.toString());
            camel.start(route());
            long first = positionOf(camel, "first");
            Path away = Files.move(file, directory.resolve("away"));

            assertThatThrownBy(() -> positionOf(camel, "second"))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasRootCauseInstanceOf(IOException.class)
                    .cause()
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining(file + " is not as it was written, it is not there any more")
                    .hasCauseInstanceOf(OrderJournalException.class);
            assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, NEW_ORDER_REQ))
                    .isEqualTo(1);

            Files.move(away, file);
            assertThat(positionOf(camel, "second")).isNotEqualTo(first);
        }
    }

    @Test
    void theJournalKeepsOfEachEnvironmentWhatItsConnectionSays() {
        ComponentJournal journal = new ComponentJournal(() -> "a component");
        journal.open(null, directory.resolve("orders.journal").toString(), new JournalBounds(Duration.ofDays(7), 1));
        OrderJournal demo = journal.of(ConnectionSettings.builder(Environment.DEMO, "id", "secret")
                .journal(new JournalBounds(Duration.ofDays(7), 2))
                .build());
        for (Environment environment : Environment.values()) {
            for (int i = 0; i < 5; i++) {
                demo.write(OrderRecord.submitted(
                                environment,
                                17,
                                "order-" + i,
                                ProtoOAExecutionEvent.getDefaultInstance(),
                                Instant.EPOCH)
                        .next(OrderRecord.Phase.NOT_SENT, Instant.EPOCH, null, null, null));
            }
        }

        assertThat(demo.open())
                .extracting(record -> record.environment() + " " + record.operationId())
                .containsExactlyInAnyOrder("demo order-3", "demo order-4", "live order-4");
        journal.close();
    }

    private static SimulatorCamel orders() {
        return new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());
    }

    private static RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
            }
        };
    }

    private static long positionOf(SimulatorCamel camel, String id) {
        Map<String, Object> order = SampleOrders.market(1000, "clientOrderId", id);
        ProtoOAExecutionEvent answer =
                camel.template().requestBody("direct:orders", order, ProtoOAExecutionEvent.class);
        return Objects.requireNonNull(answer).getPosition().getPositionId();
    }
}
