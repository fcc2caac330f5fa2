package io.github.camelctrader.quarkus.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is decided while an application is built. Options of the component are {@code camel.component.ctrader.*}. */
@ConfigMapping(prefix = "quarkus.camel.ctrader")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CTraderBuildTimeConfig {
    /** The simulator, in development and tests. */
    DevServices devservices();

    /** The check under {@code /q/health/ready}. */
    Health health();

    /** The simulator, in development and tests. */
    interface DevServices {
        /** Whether the simulator starts by itself when no credentials are configured. Never in production. */
        @WithDefault("true")
        boolean enabled();

        /** Port on loopback of the HTTP interface that controls the simulator; 0 for any that is free. */
        @WithDefault("0")
        int controlPort();
    }

    /** The check under {@code /q/health/ready}. */
    interface Health {
        /** Whether readiness shows consumers and producers of ctrader, where quarkus-smallrye-health is present. */
        @WithDefault("true")
        boolean enabled();
    }
}
