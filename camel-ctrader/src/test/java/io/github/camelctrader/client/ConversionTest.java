package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one asset is worth in another. */
class ConversionTest {
    private static final long EUR = 1;
    private static final long USD = 2;
    private static final long JPY = 3;
    private static final ProtoOALightSymbol EURUSD = pair(10, EUR, USD);
    private static final ProtoOALightSymbol USDJPY = pair(11, USD, JPY);

    private final Map<Long, Quote> quotes =
            Map.of(10L, Quote.of(125_000, 125_010), 11L, Quote.of(16_000_000, 16_001_000));

    @Test
    void theBaseIsMultipliedByTheBid() {
        assertThat(new Conversion(EUR, USD, List.of(EURUSD)).rate(quotes::get)).isEqualByComparingTo("1.25");
    }

    @Test
    void theQuoteIsDividedByTheBid() {
        assertThat(new Conversion(USD, EUR, List.of(EURUSD)).rate(quotes::get)).isEqualByComparingTo("0.8");
    }

    @Test
    void severalSymbolsAreGoneThroughInTheirOrder() {
        assertThat(new Conversion(EUR, JPY, List.of(EURUSD, USDJPY)).rate(quotes::get))
                .isEqualByComparingTo("200");
        assertThat(new Conversion(JPY, EUR, List.of(USDJPY, EURUSD)).rate(quotes::get))
                .isEqualByComparingTo("0.005");
    }

    @Test
    void anAssetIsWorthItself() {
        assertThat(new Conversion(EUR, EUR, List.of()).rate(id -> Quote.UNKNOWN))
                .isEqualByComparingTo("1");
    }

    @Test
    void aRateWithoutABidIsNotKnown() {
        Conversion way = new Conversion(EUR, JPY, List.of(EURUSD, USDJPY));

        assertThat(way.rate(id -> id == 10 ? Quote.of(125_000, 125_010) : Quote.UNKNOWN))
                .isNull();
        assertThat(way.rate(id -> Quote.UNKNOWN.withAsk(1))).isNull();
        assertThat(way.rate(id -> Quote.of(0, 1))).isNull();
    }

    @Test
    void symbolsThatDoNotLeadThereAreRefused() {
        assertThatThrownBy(() -> new Conversion(EUR, JPY, List.of(EURUSD))).hasMessageContaining("to 2 and not to 3");
        assertThatThrownBy(() -> new Conversion(EUR, JPY, List.of(USDJPY))).hasMessageContaining("Symbol 11");
    }

    private static ProtoOALightSymbol pair(long id, long base, long quote) {
        return ProtoOALightSymbol.newBuilder()
                .setSymbolId(id)
                .setBaseAssetId(base)
                .setQuoteAssetId(quote)
                .build();
    }
}
