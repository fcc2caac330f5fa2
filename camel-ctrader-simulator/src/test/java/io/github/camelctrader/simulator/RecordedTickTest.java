package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTickTest {
    private static final Instant EIGHT = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void linesHoldTimeSymbolAndPrices() {
        assertThat(RecordedTick.parse("""
                # two symbols
                2026-01-05T08:00:00Z, EURUSD, 1.08500, 1.08510

                1767600000250,GBPUSD,,1.27300
                2026-01-05T09:00:01+01:00,EURUSD,1.08510,
                """, null))
                .containsExactly(
                        new RecordedTick(EIGHT, "EURUSD", "1.08500", "1.08510"),
                        new RecordedTick(EIGHT.plusMillis(250), "GBPUSD", null, "1.27300"),
                        new RecordedTick(EIGHT.plusSeconds(1), "EURUSD", "1.08510", null));
    }

    @Test
    void aHeaderMayOrderTheColumnsAndTheSymbolMayBeGiven() {
        assertThat(RecordedTick.parse("Time,Ask,Bid\n1767600000000,1.08510,1.08500", "EURUSD"))
                .containsExactly(new RecordedTick(EIGHT, "EURUSD", "1.08500", "1.08510"));
        assertThat(RecordedTick.parse("1767600000000,1.08500,1.08510", "EURUSD"))
                .containsExactly(new RecordedTick(EIGHT, "EURUSD", "1.08500", "1.08510"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,EURUSD,1.1 | is not time,symbol,bid,ask",
                "noon,EURUSD,1.1,1.2 | not a time: noon (2026-01-05T08:00:00.250Z and Unix ms are)",
                "2026-01-05T08:00:00,EURUSD,1.1,1.2 | not a time: 2026-01-05T08:00:00 (2026-01-05T08:00:00.250Z and Unix ms are)",
                "1,EURUSD,x,1.2 | not a price: x",
                "1,EURUSD,, | the tick of EURUSD at 1970-01-01T00:00:00.001Z has no price",
                "0,EURUSD,1.1,1.2 | is older than the line before"
            })
    void aLineThatIsNoneIsNamed(String line, String rule) {
        assertThatThrownBy(() -> RecordedTick.parse("time,symbol,bid,ask\n1,EURUSD,1.1,1.2\n" + line, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Line 3 of the ticks, \"" + line + "\": " + rule);
    }

    @Test
    void columnsThatAreMissingAreNamed() {
        assertThatThrownBy(() -> RecordedTick.parse("time,bid,ask\n1,1.1,1.2", null))
                .hasMessage(
                        "Line 1 of the ticks, \"time,bid,ask\": the columns must be time, symbol, bid, ask in any order");
    }
}
