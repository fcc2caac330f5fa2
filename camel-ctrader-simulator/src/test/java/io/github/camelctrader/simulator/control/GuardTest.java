package io.github.camelctrader.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:5080, , 200",
        "127.0.0.1, , 200",
        "[::1]:5080, , 200",
        ", , 200",
        "evil.example:5080, , 403",
        "localhost.evil.example, , 403",
        "localhost:5080, https://evil.example, 403",
        "localhost:5080, null, 403"
    })
    void withoutATokenNoPageOfABrowserMayAct(@Nullable String host, @Nullable String origin, int status) {
        assertThat(status(new Guard(null), null, host, origin)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer sesame, 200",
        "'Bearer  sesame ', 200",
        ", 401",
        "sesame, 401",
        "Basic sesame, 401",
        "Bearer sesam, 401",
        "Bearer sesame2, 401"
    })
    void withATokenItHasToBeShown(@Nullable String authorization, int status) {
        assertThat(status(new Guard("sesame"), authorization, "host.example", "https://page.example"))
                .isEqualTo(status);
    }

    private static int status(
            Guard guard, @Nullable String authorization, @Nullable String host, @Nullable String origin) {
        return guard.refuse(authorization, host, origin).map(Answer::status).orElse(200);
    }
}
