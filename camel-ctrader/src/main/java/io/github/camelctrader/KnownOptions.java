package io.github.camelctrader;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.jspecify.annotations.Nullable;

/**
 * Sets the options of the component and notes the names that are none. Camel would refuse such a name at once, together with its
 * value; the component refuses it when it starts, by its name alone. Options win over those of a whole configuration that is
 * set after them, since nobody chooses the order.
 */
final class KnownOptions implements PropertyConfigurer, PropertyConfigurerGetter {
    private static final String WHOLE = "configuration";

    private final PropertyConfigurer generated;
    private final UnaryOperator<String> spelling;
    private final Consumer<String> unknown;
    private final Map<String, Object> set = new LinkedHashMap<>();

    /**
     * @param spelling how configuration files spell an option
     * @param unknown told of each name that is no option, so spelt
     */
    KnownOptions(PropertyConfigurer generated, UnaryOperator<String> spelling, Consumer<String> unknown) {
        this.generated = generated;
        this.spelling = spelling;
        this.unknown = unknown;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (!generated.configure(context, target, name, value, ignoreCase)) {
            unknown.accept(spelling.apply(name));
        } else if (WHOLE.equalsIgnoreCase(name)) {
            set.forEach((option, earlier) -> generated.configure(context, target, option, earlier, ignoreCase));
        } else {
            set.put(name, value);
        }
        return true;
    }

    @Override
    public @Nullable Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter().getOptionType(name, ignoreCase);
    }

    @Override
    public @Nullable Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter().getOptionValue(target, name, ignoreCase);
    }

    @Override
    public @Nullable Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter().getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public String @Nullable [] getAutowiredNames() {
        return getter().getAutowiredNames();
    }

    private PropertyConfigurerGetter getter() {
        return (PropertyConfigurerGetter) generated;
    }
}
