package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    static List<Arguments> kinds() {
        Throwable cause = new IllegalStateException("cause");
        return List.of(
                Arguments.of(new NotSentException("m", cause), Retryability.SAFE, cause),
                Arguments.of(new RequestTimeoutException("m", cause), Retryability.SAFE, cause),
                Arguments.of(new OutcomeUnknownException("m", cause), Retryability.NEVER_BLINDLY, cause),
                Arguments.of(new OrderJournalException("m", cause), Retryability.AFTER_FIX, cause),
                Arguments.of(new AuthenticationException("m", "C", "d"), Retryability.AFTER_FIX, null),
                Arguments.of(new InvalidRequestException("f", 1, "r"), Retryability.AFTER_FIX, null),
                Arguments.of(
                        new RequestRejectedException("m", "C", "d", Retryability.AFTER_DELAY),
                        Retryability.AFTER_DELAY,
                        null),
                Arguments.of(
                        new RateLimitedException("m", "C", "d", Duration.ofSeconds(1)), Retryability.AFTER_DELAY, null),
                Arguments.of(new MaintenanceException("m", "C", "d", NOW), Retryability.AFTER_DELAY, null));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindTellsWhetherItMayBeRepeatedAndWhatCausedIt(
            CTraderException exception, Retryability retryability, @Nullable Throwable cause) {
        assertThat(exception.getRetryability()).isEqualTo(retryability);
        assertThat(exception.getCause()).isSameAs(cause);
        assertThat(exception.getEnvironment()).isNull();
        assertThat(exception.getAccountId()).isNull();
        assertThat(exception.getClientMsgId()).isNull();
    }

    @Test
    void whatIsKnownFirstStays() {
        CTraderException exception = new NotSentException("m", null);

        assertThat(exception.concerning(Environment.DEMO, null, "id-1")).isSameAs(exception);
        exception.concerning(Environment.LIVE, 17L, "id-2").concerning(null, 18L, null);
        assertThat(exception.getEnvironment()).isEqualTo(Environment.DEMO);
        assertThat(exception.getAccountId()).isEqualTo(17);
        assertThat(exception.getClientMsgId()).isEqualTo("id-1");
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "0, 0", "-60, 0"})
    void theEndOfAMaintenanceIsNeverNegative(long endsInSeconds, long expected) {
        MaintenanceException maintenance = new MaintenanceException("m", "C", null, NOW.plusSeconds(endsInSeconds));

        assertThat(maintenance.retryAfter(NOW)).isEqualTo(Duration.ofSeconds(expected));
    }

    @Test
    void aMaintenanceWithoutAnEndHasNoWait() {
        assertThat(new MaintenanceException("m", "C", null, null).retryAfter(NOW))
                .isNull();
    }
}
