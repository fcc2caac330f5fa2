package io.github.camelctrader.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.logging.LogRecord;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application of which no property says anything of a server has a simulator to talk to. */
class DevServicesTest {
    private static final String JOURNAL = "target/dev-services-test.journal";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Ask.class))
            .overrideConfigKey("camel.component.ctrader.order-journal-file", JOURNAL)
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.github.camelctrader.quarkus"))
            .assertLogRecords(records -> assertThat(records)
                    .extracting(LogRecord::getLevel, DevServicesTest::text)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("INFO", "simulator", "localhost:", "quarkus.camel.ctrader.devservices.enabled=false"));

    @Inject
    ProducerTemplate producer;

    @Test
    void aRouteAsksTheSimulatorThatStartedByItself() {
        ProtoOATraderRes answer = producer.requestBody("direct:trader", "", ProtoOATraderRes.class);

        assertThat(answer.getTrader().getCtidTraderAccountId()).isEqualTo(SimulatorDefaults.DEMO_ACCOUNT);
        assertThat(Path.of(JOURNAL)).as("an option of the application").exists();
    }

    private static String text(LogRecord record) {
        return String.format(record.getMessage(), record.getParameters());
    }

    /** The application. */
    public static class Ask extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:trader").to("ctrader:demo?messageType=TraderReq");
        }
    }
}
