package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.token.FileTokenStore;
import io.github.camelctrader.simulator.CTraderSimulator;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beans that the component takes from the registry by itself, where there is one of a kind. */
class AutowiredBeansTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final OrderJournal journal = new MemoryOrderJournal();
    private final SSLContextParameters tls = new SSLContextParameters();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theOnlyBeanOfItsTypeIsTaken() {
        TokenStore store = store();
        bind(store);

        CTraderComponent component = context.getComponent("ctrader", CTraderComponent.class);

        assertThat(component.getOrderJournal()).isSameAs(journal);
        assertThat(component.getConfiguration().getTokenStore()).isSameAs(store);
        assertThat(component.getConfiguration().getSslContextParameters()).isSameAs(tls);
    }

    @Test
    void ofSeveralBeansNoneIsTaken() {
        context.getRegistry().bind("one", tls);
        context.getRegistry().bind("other", new SSLContextParameters());

        assertThat(context.getComponent("ctrader", CTraderComponent.class)
                        .getConfiguration()
                        .getSslContextParameters())
                .isNull();
    }

    @Test
    void whatIsConfiguredGoesBeforeABeanThatWasFound() throws Exception {
        bind(store());
        CTraderComponent component = new CTraderComponent(context);
        context.addComponent("ctrader", component);
        component.setOrderJournalFile(directory.resolve("orders.journal").toString());
        component
                .getConfiguration()
                .setTokenFile(directory.resolve("other.tokens").toString());
        component.setUseGlobalSslContextParameters(true);
        assertThat(component.getOrderJournal()).isSameAs(journal);

        context.start();

        assertThat(component.getOrderJournal()).isNull();
        assertThat(component.getConfiguration().getTokenStore()).isNull();
        assertThat(component.getConfiguration().getSslContextParameters()).isNull();
    }

    @Test
    void aRouteConnectsWithTheTrustOfTheOnlyBean() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            CTraderComponent component = new CTraderComponent();
            try (SimulatorCamel camel = new SimulatorCamel(simulator, component)) {
                component.getConfiguration().setSslContextParameters(null);
                camel.context.removeComponent("ctrader");
                camel.context.getRegistry().bind("tls", SimulatorCamel.trusting(simulator));
                camel.context.addComponent("ctrader", component);
                camel.start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:version")
                                .to("ctrader:demo?messageType=VersionReq")
                                .convertBodyTo(String.class);
                    }
                });

                assertThat(camel.template().requestBody("direct:version", "", String.class))
                        .contains("version");
            }
        }
    }

    private TokenStore store() {
        return FileTokenStore.open(directory.resolve("tokens"));
    }

    private void bind(TokenStore store) {
        context.getRegistry().bind("journal", journal);
        context.getRegistry().bind("store", store);
        context.getRegistry().bind("tls", tls);
    }
}
