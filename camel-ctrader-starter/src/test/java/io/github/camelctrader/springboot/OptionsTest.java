package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** The starter offers exactly the options that the component has, and describes each of them. */
class OptionsTest {
    private static final String COMPONENT = "META-INF/io/github/camelctrader/ctrader.json";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Set<String> STARTER_ONLY = Set.of("enabled", "customizer", "class");
    private static final Map<String, String> BOXES =
            Map.of("int", Integer.class.getName(), "long", Long.class.getName(), "boolean", Boolean.class.getName());

    @Test
    void everyOptionOfTheComponentIsAPropertyOfTheSameTypeAndNoOther() throws Exception {
        Map<String, String> options = new TreeMap<>();
        componentOptions().forEach((name, option) -> {
            String type = ((JsonObject) option).getString("javaType");
            options.put(name, BOXES.getOrDefault(type, type));
        });
        assertThat(options).containsEntry("requestTimeout", "java.time.Duration");

        assertThat(properties()).containsExactlyInAnyOrderEntriesOf(options);
    }

    @Test
    void noPropertyHasAValueUnlessItWasSet() throws Exception {
        CTraderComponentConfiguration untouched = new CTraderComponentConfiguration();
        for (PropertyDescriptor property : descriptors()) {
            assertThat(property.getReadMethod().invoke(untouched))
                    .as(property.getName())
                    .isNull();
        }
    }

    @Test
    void everyPropertyIsDescribedToEditorsAndNoneWithADefault() throws Exception {
        Map<String, JsonObject> described = read(METADATA).<Collection<JsonObject>>getCollection("properties").stream()
                .collect(Collectors.toMap(property -> property.getString("name"), property -> property));

        for (PropertyDescriptor property : descriptors()) {
            String name = CTraderComponentConfiguration.PREFIX + "."
                    + DataObjectPropertyName.toDashedForm(property.getName());
            JsonObject description = Objects.requireNonNull(described.get(name), name);
            assertThat(description.getString("description"))
                    .as(name)
                    .endsWith(".")
                    .hasSizeGreaterThan(20);
            assertThat(description).as(name).doesNotContainKey("defaultValue");
        }
    }

    private static Map<String, Object> componentOptions() throws Exception {
        return Objects.requireNonNull(read(COMPONENT).getMap("componentProperties"));
    }

    private static JsonObject read(String resource) throws Exception {
        ClassLoader classLoader = OptionsTest.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(classLoader.getResourceAsStream(resource), resource)) {
            return (JsonObject) Jsoner.deserialize(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    private static Map<String, String> properties() throws Exception {
        return descriptors().stream()
                .collect(Collectors.toMap(
                        PropertyDescriptor::getName,
                        property -> property.getPropertyType().getName()));
    }

    private static List<PropertyDescriptor> descriptors() throws Exception {
        BeanInfo bean = Introspector.getBeanInfo(CTraderComponentConfiguration.class);
        return Arrays.stream(bean.getPropertyDescriptors())
                .filter(property -> !STARTER_ONLY.contains(property.getName()))
                .toList();
    }
}
