package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route that the README shows first does what it says: it buys below a price, and not above it. */
class ReadmeRouteTest {
    private final ClientlessCamel camel = new ClientlessCamel();

    @BeforeEach
    void start() throws Exception {
        camel.component.getConfiguration().setAccountId("7");
        PluginHelper.getRoutesLoader(camel.context).loadRoutes(ResourceHelper.fromString("readme.yaml", firstYaml()));
        camel.context.start();
        camel.client().symbols.put("EURUSD", Symbols.forex(1, "EURUSD"));
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void buysBelowThePrice() {
        camel.quote("EURUSD", 107_999);

        assertThat(camel.client().requests)
                .filteredOn(ProtoOANewOrderReq.class::isInstance)
                .singleElement()
                .isEqualTo(ProtoOANewOrderReq.newBuilder()
                        .setCtidTraderAccountId(7)
                        .setSymbolId(1)
                        .setOrderType(ProtoOAOrderType.MARKET)
                        .setTradeSide(ProtoOATradeSide.BUY)
                        .setVolume(100_000)
                        .build());
    }

    @Test
    void leavesOtherPricesAndOtherSymbolsAlone() {
        camel.quote("EURUSD", 108_000);
        camel.quote("EURUSD", 208_000);
        camel.quote("XAUUSD", 107_999);

        assertThat(camel.client().requests).isEmpty();
    }

    private static String firstYaml() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf("```yaml\n") + "```yaml\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }
}
