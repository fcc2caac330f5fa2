package io.github.camelctrader.springboot;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a misspelt option. It goes before Spring Boot's own analyzer because that one prints the value, and the
 * misspelt option may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownOptionFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    private static final ConfigurationPropertyName PREFIX =
            ConfigurationPropertyName.of(CTraderComponentConfiguration.PREFIX);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        String unknown = cause.getUnboundProperties().stream()
                .filter(property -> PREFIX.isAncestorOf(property.getName()))
                .map(property -> property.getName() + " (" + property.getOrigin() + ")")
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
        if (unknown.isEmpty()) {
            return null;
        }
        return new FailureAnalysis(
                "The cTrader component has no such option: " + unknown,
                "Correct the name or remove the property. The options are the properties of "
                        + CTraderComponentConfiguration.class.getName() + ".",
                cause);
    }
}
