package io.github.camelctrader;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import io.github.camelctrader.client.Symbol;

/** Symbols as a server would describe them. */
final class Symbols {
    private Symbols() {}

    /** Lots of 100,000 units, 1,000 to 100,000,000 units in steps of 1,000, prices of 5 decimals. */
    static Symbol forex(long id, String name) {
        return new Symbol(
                ProtoOALightSymbol.newBuilder()
                        .setSymbolId(id)
                        .setSymbolName(name)
                        .build(),
                ProtoOASymbol.newBuilder()
                        .setSymbolId(id)
                        .setDigits(5)
                        .setPipPosition(4)
                        .setLotSize(10_000_000)
                        .setMinVolume(100_000)
                        .setMaxVolume(10_000_000_000L)
                        .setStepVolume(100_000)
                        .build());
    }
}
