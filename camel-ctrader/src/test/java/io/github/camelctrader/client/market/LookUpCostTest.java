package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.AllocatedBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the loop looks up for each quote makes no object. */
class LookUpCostTest {
    private static final long ACCOUNT = 12_345_678;
    private static final long SYMBOL = 1_000_000;

    @Test
    void aSymbolsNameIsFoundWithoutAnObject() {
        SymbolList symbols = new SymbolList(List.of(ProtoOALightSymbol.newBuilder()
                .setSymbolId(SYMBOL)
                .setSymbolName("EURUSD")
                .build()));
        assertThat(AllocatedBytes.each(() -> assertThatIs("EURUSD", symbols.nameOf(SYMBOL))))
                .isZero();
    }

    @Test
    void aValueOfASymbolIsFoundWithoutAnObject() {
        SymbolMap<String> values = new SymbolMap<>();
        values.put(ACCOUNT, SYMBOL, "value");
        assertThat(AllocatedBytes.each(() -> assertThatIs("value", values.get(ACCOUNT, SYMBOL))))
                .isZero();
    }

    /** Without the objects that an assertion needs. */
    private static void assertThatIs(String expected, @Nullable Object seen) {
        if (!expected.equals(seen)) {
            throw new AssertionError(seen);
        }
    }
}
