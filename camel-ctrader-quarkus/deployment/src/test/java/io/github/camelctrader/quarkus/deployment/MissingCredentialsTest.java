package io.github.camelctrader.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With dev services switched off an application without credentials does not start, and is told which property is missing. */
class MissingCredentialsTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(RefusedAtStart.Quotes.class))
            .overrideConfigKey("quarkus.camel.ctrader.devservices.enabled", "false")
            .assertException(failure -> RefusedAtStart.says(failure, "camel.component.ctrader.client-id"));

    @Test
    void isNamedAsQuarkusSpellsIt() {
        fail("started without credentials");
    }
}
