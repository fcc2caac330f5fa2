package io.github.camelctrader.springboot.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link AutoConfigureCTraderSimulator}. Knows no class of the simulator, which is not there in other tests. */
final class SimulatorCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        AutoConfigureCTraderSimulator wanted =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureCTraderSimulator.class);
        return wanted == null ? null : new SimulatorCustomizer(wanted.feedPaused());
    }
}
