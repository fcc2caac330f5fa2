package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.SymbolReference;
import java.util.List;
import java.util.stream.Collectors;
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
            ProtoOALightSymbol.newBuilder().setSymbolId(7).build(),
            symbol(10, "OIL "),
            symbol(11, "\u00a0Gas\t"),
            symbol(12, "DAX", false),
            symbol(13, "DAX"),
            symbol(14, "FTSE"),
            symbol(15, "FTSE"),
            symbol(16, "CAC", false),
            symbol(17, "CAC", false),
            symbol(18, "SMI", false),
            symbol(19, "SMI "),
            symbol(20, "IBEX"),
            symbol(21, "IBEX "),
            symbol(22, "AEX", false),
            symbol(23, "aex"),
            symbol(24, "BEL20", false),
            symbol(25, "bel20"),
            symbol(26, "BEL20 ", false)));

    @ParameterizedTest
    @CsvSource({
        "EURUSD,     1",
        "eurusd,     1",
        "' EURUSD ', 1",
        "EurUsd.X,   3",
        "Gold,       4",
        "GOLD,       5",
        "gold,       '4,5'",
        "1,          '6,1'",
        "2,          2",
        "7,          7",
        "8,          ''",
        "-1,         ''",
        "EUR/USD,    ''",
        "99999999999999999999, ''",
        "OIL,        10",
        "'OIL ',     10",
        "oil,        10",
        "gas,        11",
        "DAX,        13",
        "dax,        13",
        "FTSE,       '14,15'",
        "CAC,        '16,17'",
        "SMI,        19",
        "IBEX,       20",
        "'IBEX ',    21",
        "' IBEX',    '20,21'",
        "AEX,        22",
        "Aex,        23",
        "BEL20,      24",
    })
    void findsWhatATextMayMean(String nameOrId, String symbolIds) {
        assertThat(found(SymbolReference.of(nameOrId))).isEqualTo(symbolIds);
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "2, ''", "7, ''", "GBPUSD, 2"})
    void aNameIsNoId(String name, String symbolIds) {
        assertThat(found(SymbolReference.byName(name))).isEqualTo(symbolIds);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "6, 6", "7, 7", "8, ''"})
    void anIdIsNoName(long id, String symbolIds) {
        assertThat(found(SymbolReference.byId(id))).isEqualTo(symbolIds);
    }

    @Test
    void whatIsListedTwiceIsOneSymbol() {
        SymbolList twice = new SymbolList(List.of(symbol(1, "EURUSD", false), symbol(1, "EURUSD")));
        assertThat(twice.find(SymbolReference.byName("EURUSD"))).containsExactly(symbol(1, "EURUSD"));
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

    private String found(SymbolReference reference) {
        return symbols.find(reference).stream()
                .map(symbol -> String.valueOf(symbol.getSymbolId()))
                .collect(Collectors.joining(","));
    }

    private static ProtoOALightSymbol symbol(long id, String name, boolean enabled) {
        return symbol(id, name).toBuilder().setEnabled(enabled).build();
    }

    private static ProtoOALightSymbol symbol(long id, String name) {
        return ProtoOALightSymbol.newBuilder()
                .setSymbolId(id)
                .setSymbolName(name)
                .build();
    }
}
