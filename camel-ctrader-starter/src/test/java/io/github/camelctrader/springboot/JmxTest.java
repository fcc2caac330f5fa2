package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.springboot.test.AutoConfigureCTraderSimulator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** What an operator sees of the component, and can do, through a JMX client. */
@SpringBootTest(classes = QuotesApplication.class, properties = "camel.main.jmx-enabled=true")
@AutoConfigureCTraderSimulator
@DirtiesContext
class JmxTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @Autowired
    private CTraderSimulator simulator;

    @Autowired
    private CamelContext context;

    private MBeanServer server;
    private ObjectName bean;

    @BeforeEach
    void findTheBean() throws Exception {
        server = context.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName pattern = new ObjectName("org.apache.camel:type=components,name=\"ctrader\",*");
        bean = server.queryNames(pattern, null).iterator().next();
        await().atMost(LONG).until(() -> "{demo=READY}".equals(server.getAttribute(bean, "ConnectionStates")));
    }

    @Test
    void showsConnectionsAndOrders() throws Exception {
        assertThat(server.getAttribute(bean, "ConnectionCount")).isEqualTo(1);
        assertThat(call("showOrders")).isEqualTo("");
        assertThat(String.valueOf(call("showConnections")))
                .contains("state: READY", "EURUSD", "accountId: " + SimulatorDefaults.DEMO_ACCOUNT)
                .doesNotContain(
                        SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET, SimulatorDefaults.ACCESS_TOKEN);
    }

    @Test
    void makesANewConnection() throws Exception {
        long before = simulator.acceptedConnections(SimulatorEnvironment.DEMO);

        assertThat(server.invoke(bean, "reconnect", new Object[] {"demo"}, new String[] {String.class.getName()}))
                .isEqualTo(true);

        await().atMost(LONG).until(() -> simulator.acceptedConnections(SimulatorEnvironment.DEMO) == before + 1);
        await().atMost(LONG)
                .until(() -> String.valueOf(call("showConnections")).contains("RECONNECT_REQUESTED")
                        && "{demo=READY}".equals(server.getAttribute(bean, "ConnectionStates")));
    }

    @Test
    void nothingOfAnEndpointOrComponentThatJmxShowsIsASecret() throws Exception {
        StringBuilder shown = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            List<String> attributes = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .map(MBeanFeatureInfo::getName)
                    .toList();
            shown.append(name).append(server.getAttributes(name, attributes.toArray(String[]::new)));
        }

        assertThat(shown.toString())
                .contains("ctrader")
                .doesNotContain(
                        SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET, SimulatorDefaults.ACCESS_TOKEN);
    }

    private Object call(String operation) throws Exception {
        return server.invoke(bean, operation, new Object[0], new String[0]);
    }
}
