package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

/** The tables of the page about the component have what the component has: every option, its default, and every header. */
class ComponentPageTest {
    /** Those that Camel gives every component. */
    private static final Set<String> CAMELS_OWN = Set.of(
            "autowiredEnabled",
            "bridgeErrorHandler",
            "configuration",
            "environment",
            "exceptionHandler",
            "exchangePattern",
            "healthCheckConsumerEnabled",
            "healthCheckProducerEnabled",
            "lazyStartProducer");

    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");

    private final ComponentModel model = model();
    private final String page = page();

    private static ComponentModel model() {
        String json = "/META-INF/io/github/camelctrader/ctrader.json";
        try (InputStream in = Objects.requireNonNull(ComponentPageTest.class.getResourceAsStream(json), json)) {
            return JsonMapper.generateComponentModel(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "component.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTablesHaveEveryOptionAndNoOther() {
        Set<String> documented = new TreeSet<>();
        optionRows().forEach(row -> documented.addAll(names(row.get(0))));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(options().keySet());
    }

    @Test
    void theDefaultsAreThoseOfTheComponent() {
        for (List<String> row : optionRows()) {
            List<String> defaults = List.of(row.get(1).replace("`", "").trim().split(", *", -1));
            for (String name : names(row.get(0))) {
                Object real = Objects.requireNonNull(options().get(name), name).getDefaultValue();
                if (real != null) {
                    assertThat(defaults).as(name).contains(real.toString());
                }
            }
        }
    }

    @Test
    void secretsAreCalledSecret() {
        for (List<String> row : optionRows()) {
            boolean secret = names(row.get(0)).stream()
                    .anyMatch(name ->
                            Objects.requireNonNull(options().get(name), name).isSecret());
            assertThat(row.get(2).contains("(secret)")).as(row.get(0)).isEqualTo(secret);
        }
    }

    @Test
    void whatIsAnOptionOfTheComponentOnlySaysSo() {
        Set<String> ofEndpoints = model.getEndpointOptions().stream()
                .map(BaseOptionModel::getName)
                .collect(Collectors.toSet());
        for (List<String> row : optionRows()) {
            assertThat(row.get(0).contains("(component only)"))
                    .as(row.get(0))
                    .isEqualTo(ofEndpoints.stream().noneMatch(names(row.get(0))::contains));
        }
    }

    @Test
    void theTableOfHeadersHasEveryHeaderAndNoOther() {
        Set<String> documented = new TreeSet<>();
        rows("header").forEach(row -> names(row.get(0)).forEach(name -> documented.add("CamelCTrader" + name)));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(model.getEndpointHeaders().stream()
                        .map(BaseOptionModel::getName)
                        .toList());
    }

    private Map<String, BaseOptionModel> options() {
        Map<String, BaseOptionModel> options = new TreeMap<>();
        Stream.of(model.getComponentOptions(), model.getEndpointOptions())
                .flatMap(Collection::stream)
                .filter(option -> !CAMELS_OWN.contains(option.getName()))
                .forEach(option -> options.put(option.getName(), option));
        return options;
    }

    private List<List<String>> optionRows() {
        return Stream.of("option", "consumer", "producer")
                .flatMap(head -> rows(head).stream())
                .toList();
    }

    /** The rows of the table whose first column is headed so. */
    private List<List<String>> rows(String head) {
        int begin = page.indexOf("\n| " + head + " |");
        assertThat(begin).as(head).isNotNegative();
        String table = page.substring(begin + 1, page.indexOf("\n\n", begin));
        return table.lines()
                .skip(2)
                .map(line -> List.of(line.substring(1).split("\\|", -1)))
                .toList();
    }

    private static Collection<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
