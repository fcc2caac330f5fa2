package io.github.camelctrader;

import static io.github.camelctrader.ClientlessCamel.twoConsumers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelctrader.client.InvalidRequestException;
import org.junit.jupiter.api.Test;

/** Two components in one process with the same application. */
class OneConnectionPerApplicationTest {
    @Test
    void twoComponentsOfOneApplicationAreRefusedWithBothNamed() throws Exception {
        try (ClientlessCamel first = new ClientlessCamel();
                ClientlessCamel second = new ClientlessCamel()) {
            first.start(twoConsumers("ctrader:demo", "ctrader:live"));
            Throwable thrown = catchThrowable(() -> second.start(twoConsumers("ctrader:demo", "ctrader:demo")));
            assertThat(ClientlessCamel.root(thrown))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("the component ctrader of the Camel context " + first.context.getName())
                    .hasMessageContaining("the component ctrader of the Camel context " + second.context.getName());
            assertThat(String.valueOf(thrown)).doesNotContain(ClientlessCamel.CLIENT_ID);
            assertThat(second.clients).isEmpty();

            first.context.stop();
            try (ClientlessCamel third = new ClientlessCamel()) {
                third.start(twoConsumers("ctrader:demo", "ctrader:demo"));
                assertThat(third.clients).hasSize(1);
            }
        }
    }
}
