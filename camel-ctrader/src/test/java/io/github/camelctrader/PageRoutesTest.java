package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes in Java that the README and the page about the component show compile and start. */
class PageRoutesTest {
    private static final List<String> PAGES = List.of("README.md", "docs/component.md");

    static Stream<String> routes() {
        return PAGES.stream()
                .map(DocPage::of)
                .flatMap(page -> page.headings().stream().flatMap(heading -> page.blocks(heading).stream()))
                .filter(block -> block.language().equals("java"))
                .map(DocPage.Block::text);
    }

    @Test
    void thereAreSome() {
        assertThat(routes()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void start(String text, @TempDir Path directory) throws Exception {
        RouteBuilder routes = (RouteBuilder) JavaBlock.compile(inClass(text), directory)
                .getDeclaredConstructor()
                .newInstance();
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.getConfiguration().setAccountId("12345");
            camel.context.addRoutes(routes);
            camel.context.start();

            assertThat(camel.context.getRoutes()).isNotEmpty();
            assertThat(camel.clients).isNotEmpty();
        }
    }

    private static String inClass(String text) {
        return text.contains("class ") ? text : """
                public class Shown extends org.apache.camel.builder.RouteBuilder {
                    @Override
                    public void configure() {
                        %s
                    }
                }
                """.formatted(text);
    }
}
