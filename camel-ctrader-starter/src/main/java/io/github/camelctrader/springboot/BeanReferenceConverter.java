package io.github.camelctrader.springboot;

import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.TokenStore;
import java.util.Set;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** Finds the bean that a property of object type names, as {@code #bean:name} or {@code #name}. */
final class BeanReferenceConverter implements GenericConverter {
    private static final String MARK = "#";
    private static final String LONG_MARK = "#bean:";

    private final ApplicationContext applicationContext;

    BeanReferenceConverter(ApplicationContext applicationContext) {
        this.applicationContext = applicationContext;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(
                new ConvertiblePair(String.class, OrderJournal.class),
                new ConvertiblePair(String.class, TokenStore.class),
                new ConvertiblePair(String.class, SSLContextParameters.class),
                new ConvertiblePair(String.class, CTraderConfiguration.class));
    }

    /** @throws IllegalArgumentException when the text is no reference */
    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        if (source == null) {
            return null;
        }
        String reference = source.toString().trim();
        if (!reference.startsWith(MARK)) {
            throw new IllegalArgumentException("An option of type "
                    + targetType.getType().getSimpleName() + " takes the name of a bean, as in #bean:name");
        }
        String name = reference.substring(reference.startsWith(LONG_MARK) ? LONG_MARK.length() : MARK.length());
        return applicationContext.getBean(name, targetType.getType());
    }
}
