package io.github.camelctrader.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.client.StoredTokens;
import io.github.camelctrader.client.TokenStore;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every option of the component takes effect from {@code application.properties}. */
class OptionsTest {
    /** Excluded by orderJournal; that it takes effect is seen in {@link DevServicesTest}. */
    private static final String NOT_HERE = "orderJournalFile";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(OptionValues.class, Store.class)
                    .addAsResource(new StringAsset(properties()), "application.properties"));

    @Inject
    CamelContext camelContext;

    @Test
    void everyOptionIsWhatThePropertySays() {
        CTraderComponent component = camelContext.getComponent("ctrader", CTraderComponent.class);
        PropertyConfigurerGetter options =
                (PropertyConfigurerGetter) Objects.requireNonNull(component.getComponentPropertyConfigurer());
        Map<String, Object> wanted = new TreeMap<>();
        Map<String, Object> found = new TreeMap<>();

        values().forEach((name, value) -> {
            Object option = Objects.requireNonNull(options.getOptionValue(component, name, true), name);
            boolean object = value.startsWith("#class:");
            wanted.put(name, object ? value : camelContext.getTypeConverter().convertTo(option.getClass(), value));
            found.put(name, object ? "#class:" + option.getClass().getName() : option);
        });

        assertThat(wanted).hasSizeGreaterThan(30);
        assertThat(found).isEqualTo(wanted);
    }

    private static Map<String, String> values() {
        Map<String, String> values = OptionValues.all();
        assertThat(values.remove(NOT_HERE)).isNotNull();
        return values;
    }

    private static String properties() {
        return values().entrySet().stream()
                .map(option -> "camel.component.ctrader." + StringHelper.camelCaseToDash(option.getKey()) + "="
                        + option.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** A store that keeps nothing. */
    public static class Store implements TokenStore {
        @Override
        public List<StoredTokens> load() {
            return List.of();
        }

        @Override
        public void save(StoredTokens tokens) {}
    }
}
