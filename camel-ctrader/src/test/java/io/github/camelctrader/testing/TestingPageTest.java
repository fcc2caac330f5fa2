package io.github.camelctrader.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The page about testing shows the classes of this package, and one of the starter. */
class TestingPageTest {
    private static final Path CLASSES = Path.of("src/test/java/io/github/camelctrader/testing");
    private static final Path WITH_SPRING_BOOT =
            Path.of("../camel-ctrader-starter/src/test/java/io/github/camelctrader/springboot/BuyTheDipTest.java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsEachClassAsItIsRun() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "testing.md"));
        List<String> shown = BLOCK.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(shown).containsExactlyInAnyOrderElementsOf(classes());
    }

    /** The name decides what Camel takes the component for. */
    @Test
    void aStubThatTakesTheNameNeedsAutowiringToBeOff() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> context.addComponent("ctrader", new StubComponent()))
                    .isInstanceOf(ClassCastException.class);
        }
        StubComponent stub = new StubComponent();
        stub.setAutowiredEnabled(false);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("ctrader", stub);
            assertThat(context.getEndpoint("ctrader:demo").getComponent()).isSameAs(stub);
        }
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.list(CLASSES)) {
            List<Path> shown = files.filter(file -> !List.of("package-info.java", "TestingPageTest.java")
                            .contains(file.getFileName().toString()))
                    .collect(Collectors.toList());
            shown.add(WITH_SPRING_BOOT);
            List<String> texts = new ArrayList<>();
            for (Path file : shown) {
                texts.add(Files.readString(file).replaceFirst("package .*;\n\n", ""));
            }
            return texts;
        }
    }
}
