package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.ProxyType;
import io.github.camelctrader.client.connection.TestProxy;
import io.github.camelctrader.client.connection.TestProxy.Manner;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A route whose connection goes through a proxy with a login. */
class ProxyEndToEndTest {
    @ParameterizedTest
    @EnumSource(ProxyType.class)
    void aRequestIsAnsweredThroughAProxyWithALogin(ProxyType type) throws Exception {
        try (TestProxy proxy = new TestProxy(type, Manner.GUARDED);
                SimulatorCamel camel = new SimulatorCamel()) {
            behind(camel, type, proxy, TestProxy.LOGIN).start(version());

            assertThat(camel.template().requestBody("direct:version", "", String.class))
                    .contains("version");
            assertThat(proxy.asked.take()).isEqualTo(camel.simulator.host() + ":" + camel.simulator.demoPort());
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyType.class)
    void aLoginThatIsRefusedIsToldAndNotShown(ProxyType type) throws Exception {
        try (TestProxy proxy = new TestProxy(type, Manner.GUARDED);
                SimulatorCamel camel = new SimulatorCamel()) {
            behind(camel, type, proxy, "hush-a-stranger").start(version());

            await().until(() -> !disconnects(camel).isEmpty());
            ConnectionEvent lost = disconnects(camel).get(0);
            assertThat(lost.reason()).isEqualTo(DisconnectReason.PROXY_LOGIN_REFUSED);
            assertThat(lost.description()).contains("check proxyUsername").doesNotContain("stranger");
        }
    }

    private static SimulatorCamel behind(SimulatorCamel camel, ProxyType type, TestProxy proxy, String login) {
        CTraderConfiguration configuration = camel.component.getConfiguration();
        configuration.setProxyType(type);
        configuration.setProxyHost("localhost");
        configuration.setProxyPort(proxy.port());
        configuration.setProxyUsername(login);
        configuration.setProxyPassword(login);
        return camel;
    }

    private static List<ConnectionEvent> disconnects(SimulatorCamel camel) {
        return camel.component.reports().stream()
                .map(ClientReport::disconnects)
                .flatMap(List::stream)
                .toList();
    }

    private static RouteBuilder version() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:version").to("ctrader:demo?messageType=VersionReq").convertBodyTo(String.class);
            }
        };
    }
}
