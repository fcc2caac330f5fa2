package io.github.camelctrader.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.CTraderComponent;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;

/** Tools that bring Camel's whole catalog learn of the component, as the page about it says. */
class CatalogTest {
    private static final Path SOURCE =
            Path.of("src/test/java/io/github/camelctrader/kamelets").resolve("CatalogTest.java");

    @Test
    void knowsTheOptionsOfTheComponent() throws Exception {
        // Page
        CamelCatalog catalog = new DefaultCamelCatalog();
        try (InputStream json = Objects.requireNonNull(
                CTraderComponent.class.getResourceAsStream("/META-INF/io/github/camelctrader/ctrader.json"))) {
            catalog.addComponent(
                    "ctrader",
                    CTraderComponent.class.getName(),
                    new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
        // End of the page

        assertThat(catalog.findComponentNames()).contains("ctrader");
        assertThat(catalog.validateEndpointProperties("ctrader:demo?symbols=EURUSD&eventTypes=Spot")
                        .isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("ctrader:demo?simbols=EURUSD")
                        .getUnknown())
                .containsExactly("simbols");
    }

    @Test
    void thePageSaysSo() throws Exception {
        String source = Files.readString(SOURCE);
        String block = source.substring(source.indexOf("// Page\n") + 8, source.indexOf("        // End of the page"));

        assertThat(Files.readString(Path.of("..", "docs", "runtimes.md")))
                .contains(block.stripTrailing().stripIndent());
    }
}
