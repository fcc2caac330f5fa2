package io.github.camelctrader.quarkus.deployment;

import io.github.camelctrader.quarkus.HealthRecorder;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import java.util.stream.Stream;
import org.apache.camel.quarkus.core.deployment.spi.CamelContextCustomizerBuildItem;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/** Makes the component known to Quarkus. What only native executables need is prepared here, and was never run as one. */
class CTraderProcessor {
    static final String FEATURE = "camel-ctrader";
    private static final String GROUP = "io.github.camel-ctrader";
    private static final String HEALTH_OF_CAMEL = "camel-quarkus-microprofile-health";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** Camel looks for components, converters and data types in indexed jars only. */
    @BuildStep
    void index(BuildProducer<IndexDependencyBuildItem> indexed) {
        indexed.produce(new IndexDependencyBuildItem(GROUP, "camel-ctrader"));
        indexed.produce(new IndexDependencyBuildItem(GROUP, "camel-ctrader-proto"));
    }

    @BuildStep
    ExtensionSslNativeSupportBuildItem tls() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    /** Protobuf reads and writes fields through the accessors of messages and builders. */
    @BuildStep
    ReflectiveClassBuildItem messages(CombinedIndexBuildItem index) {
        String[] classes = Stream.of(
                        "com.google.protobuf.GeneratedMessageV3", "com.google.protobuf.GeneratedMessageV3$Builder")
                .flatMap(parent -> index.getIndex().getAllKnownSubclasses(DotName.createSimple(parent)).stream())
                .map(ClassInfo::name)
                .map(DotName::toString)
                .toArray(String[]::new);
        return ReflectiveClassBuildItem.builder(classes).methods().build();
    }

    /** Where Camel's own extension shows all of its checks, ours are among them. */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void health(
            CTraderBuildTimeConfig config,
            Capabilities capabilities,
            CurateOutcomeBuildItem application,
            BuildProducer<HealthBuildItem> checks,
            HealthRecorder recorder,
            BuildProducer<CamelContextCustomizerBuildItem> customizers) {
        boolean shownByCamel = application.getApplicationModel().getDependencies().stream()
                .anyMatch(dependency -> HEALTH_OF_CAMEL.equals(dependency.getArtifactId()));
        if (shownByCamel
                || capabilities.isMissing(Capability.SMALLRYE_HEALTH)
                || !config.health().enabled()) {
            return;
        }
        checks.produce(new HealthBuildItem("io.github.camelctrader.quarkus.CTraderReadiness", true));
        customizers.produce(new CamelContextCustomizerBuildItem(recorder.keepChecks()));
    }
}
