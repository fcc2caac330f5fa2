package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolListTest {
    private final SymbolList symbols = new SymbolList(List.of(
            symbol(1, "EURUSD"),
            symbol(2, "GBPUSD"),
            symbol(3, "eurusd.x"),
            symbol(4, "Gold"),
            symbol(5, "GOLD"),
            symbol(6, "1"),
            ProtoOALightSymbol.newBuilder().setSymbolId(7).build()));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "EURUSD,   1",
                "eurusd,   1",
                "' EURUSD ', 1",
                "EurUsd.X, 3",
                "Gold,     4",
                "GOLD,     5",
                "gold,     -",
                "1,        6",
                "2,        2",
                "7,        7",
                "8,        -",
                "-1,       -",
                "EUR/USD,  -",
                "99999999999999999999, -",
            })
    void findsByNameThenInAnyCaseThenById(String nameOrId, Long symbolId) {
        ProtoOALightSymbol found = symbols.find(nameOrId);
        assertThat(found == null ? null : (Long) found.getSymbolId()).isEqualTo(symbolId);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR/USD, 'EURUSD,eurusd.x'",
        "EURSUD,  EURUSD",
        "gold,    'GOLD,Gold'",
        "GPBUSD,  GBPUSD",
        "BTCETH,  ''",
    })
    void guessesWhatWasMeant(String wanted, String similar) {
        assertThat(String.join(",", symbols.similar(wanted))).isEqualTo(similar);
    }

    @Test
    void namesAtMostThree() {
        SymbolList many = new SymbolList(
                List.of(symbol(1, "US30.a"), symbol(2, "US30.b"), symbol(3, "US30.c"), symbol(4, "US30.d")));
        assertThat(many.similar("US30")).containsExactly("US30.a", "US30.b", "US30.c");
    }

    @Test
    void namesWhatHasAName() {
        assertThat(symbols.nameOf(3)).isEqualTo("eurusd.x");
        assertThat(symbols.nameOf(7)).isNull();
        assertThat(symbols.nameOf(8)).isNull();
    }

    private static ProtoOALightSymbol symbol(long id, String name) {
        return ProtoOALightSymbol.newBuilder()
                .setSymbolId(id)
                .setSymbolName(name)
                .build();
    }
}
