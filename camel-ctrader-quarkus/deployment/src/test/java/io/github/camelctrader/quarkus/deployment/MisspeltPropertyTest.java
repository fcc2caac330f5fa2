package io.github.camelctrader.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A property that is no option is refused by its name, without its value, although the simulator would serve. */
class MisspeltPropertyTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(RefusedAtStart.Quotes.class))
            .overrideConfigKey("camel.component.ctrader.acess-token", "under-a-wrong-name")
            .assertException(failure -> {
                RefusedAtStart.says(failure, "camel.component.ctrader.acess-token");
                assertThat(RefusedAtStart.messages(failure)).doesNotContain("under-a-wrong-name");
            });

    @Test
    void isRefusedByName() {
        fail("started with a property that is no option");
    }
}
