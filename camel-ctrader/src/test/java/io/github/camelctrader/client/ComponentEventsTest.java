package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentEventsTest {
    private static final Instant FROM = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void aConnectionEventAsAMapHasWhatIsKnownInAFixedOrder() {
        ConnectionEvent full = new ConnectionEvent(
                Environment.DEMO,
                ConnectionState.BACKOFF,
                DisconnectReason.LINK_FAILED,
                "reset",
                3,
                Duration.ofMillis(1500),
                FROM);

        assertThat(full.messageType()).isEqualTo("ConnectionEvent");
        assertThat(full.toMap())
                .containsExactly(
                        Map.entry("environment", "demo"),
                        Map.entry("state", "BACKOFF"),
                        Map.entry("reason", "LINK_FAILED"),
                        Map.entry("description", "reset"),
                        Map.entry("attempt", 3),
                        Map.entry("nextDelayMillis", 1500L),
                        Map.entry("timestamp", FROM.toEpochMilli()));
        assertThat(new ConnectionEvent(Environment.LIVE, ConnectionState.READY, null, null, 0, null, FROM).toMap())
                .containsOnlyKeys("environment", "state", "attempt", "timestamp");
    }

    @Test
    void aGapEventAsAMapHasAllOfItAndKeepsNoListOfOthers() {
        List<Long> accounts = new ArrayList<>(List.of(17L));
        GapEvent gap = new GapEvent(
                Environment.LIVE, FROM, FROM.plusSeconds(2), accounts, List.of(1L, 2L), 5, true, "queue was full");
        accounts.clear();

        assertThat(gap.messageType()).isEqualTo("GapEvent");
        assertThat(gap.time()).isEqualTo(FROM.plusSeconds(2));
        assertThat(gap.toMap())
                .containsExactly(
                        Map.entry("environment", "live"),
                        Map.entry("from", FROM.toEpochMilli()),
                        Map.entry("to", FROM.toEpochMilli() + 2000),
                        Map.entry("accounts", List.of(17L)),
                        Map.entry("symbols", List.of(1L, 2L)),
                        Map.entry("missed", 5L),
                        Map.entry("filled", true),
                        Map.entry("description", "queue was full"),
                        Map.entry("timestamp", FROM.toEpochMilli() + 2000));
    }

    @Test
    void pricesAreHundredThousandthsAndAnUnknownSideIsNone() {
        assertThat(new Quote(108_512L, null).bidPrice()).isEqualTo(new BigDecimal("1.08512"));
        assertThat(new Quote(null, 5L).askPrice()).isEqualTo(new BigDecimal("0.00005"));
        assertThat(Quote.UNKNOWN.bidPrice()).isNull();
        assertThat(Quote.UNKNOWN.askPrice()).isNull();
    }
}
