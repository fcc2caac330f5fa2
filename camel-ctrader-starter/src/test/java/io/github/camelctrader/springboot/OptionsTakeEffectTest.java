package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every option, set as a property of the application, is what the component starts with. */
class OptionsTakeEffectTest {
    /** These are no options of the component; and one that is seen in {@link #aFileForOrders}, since a bean excludes it. */
    private static final Set<String> NOT_HERE = Set.of("enabled", "customizer", "class", "orderJournalFile");

    /** Beans for options that are objects. */
    private static final Map<Class<?>, String> OBJECTS = Map.of(
            CTraderConfiguration.class, "whole",
            OrderJournal.class, "journal",
            SSLContextParameters.class, "trust",
            TokenStore.class, "tokens");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, CTraderComponentAutoConfiguration.class))
            .withBean("whole", CTraderConfiguration.class, CTraderConfiguration::new)
            .withBean("journal", OrderJournal.class, MemoryOrderJournal::new)
            .withBean("trust", SSLContextParameters.class, SSLContextParameters::new)
            .withBean("tokens", TokenStore.class, Store::new);

    @Test
    void everyOptionIsWhatItsPropertySays() throws Exception {
        Map<String, Object> wanted = new TreeMap<>();
        for (PropertyDescriptor property : options()) {
            wanted.put(property.getName(), other(property));
        }
        assertThat(wanted).hasSizeGreaterThan(30);

        String[] properties = wanted.entrySet().stream()
                .map(option -> CTraderComponentConfiguration.PREFIX + "."
                        + DataObjectPropertyName.toDashedForm(option.getKey()) + "=" + text(option.getValue()))
                .toArray(String[]::new);
        runner.withPropertyValues(properties).run(context -> {
            CTraderComponent component =
                    context.getBean(CamelContext.class).getComponent("ctrader", CTraderComponent.class);
            PropertyConfigurerGetter found =
                    (PropertyConfigurerGetter) Objects.requireNonNull(component.getComponentPropertyConfigurer());
            wanted.forEach((name, value) -> {
                Object option = found.getOptionValue(component, name, true);
                boolean isBean = value instanceof String text && text.startsWith("#bean:");
                // Of a whole configuration a copy is taken.
                assertThat(isBean && option instanceof CTraderConfiguration ? value : option)
                        .as(name)
                        .isEqualTo(
                                isBean ? bean(context.getBean(value.toString().substring(6)), value) : value);
            });
        });
    }

    private static Object bean(Object bean, Object reference) {
        return bean instanceof CTraderConfiguration ? reference : bean;
    }

    @Test
    void aFileForOrders(@TempDir Path directory) {
        Path file = directory.resolve("orders.journal");
        runner.withPropertyValues("camel.component.ctrader.order-journal-file=" + file)
                .run(context -> {
                    context.getBean(CamelContext.class).getComponent("ctrader", CTraderComponent.class);
                    assertThat(file).exists();
                });
    }

    private static List<PropertyDescriptor> options() throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(CTraderComponentConfiguration.class)
                        .getPropertyDescriptors())
                .filter(property -> !NOT_HERE.contains(property.getName()))
                .toList();
    }

    /** A value that is not the default. */
    private static Object other(PropertyDescriptor property) throws Exception {
        Class<?> type = property.getPropertyType();
        if (type == Boolean.class) {
            boolean isOnByDefault = Set.of(
                            "autowiredEnabled", "healthCheckConsumerEnabled", "healthCheckProducerEnabled")
                    .contains(property.getName());
            return !isOnByDefault;
        }
        if (type == Integer.class) {
            return 1234;
        }
        if (type == Duration.class) {
            return Duration.ofMillis(4321);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[1];
        }
        return type == String.class ? "text-of-" + property.getName() : "#bean:" + OBJECTS.get(type);
    }

    private static String text(Object value) {
        return value instanceof Duration duration ? duration.toMillis() + "ms" : value.toString();
    }

    /** A store that keeps nothing. */
    private static final class Store implements TokenStore {
        @Override
        public List<StoredTokens> load() {
            return List.of();
        }

        @Override
        public void save(StoredTokens tokens) {
            // Nothing is kept.
        }
    }
}
