package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;

/**
 * A symbol as an account's server describes it. Ids differ between servers and names between brokers.
 *
 * @param light name, assets and whether it is enabled
 * @param details digits, lot size and volume bounds (in 0.01 unit)
 */
public record Symbol(ProtoOALightSymbol light, ProtoOASymbol details) {
    /** The id that requests and events carry. */
    public long id() {
        return light.getSymbolId();
    }

    /** The name that people use. */
    public String name() {
        return light.getSymbolName();
    }

    /**
     * When its market is open.
     *
     * @throws java.time.DateTimeException as {@link TradingSchedule#of} does
     */
    public TradingSchedule schedule() {
        return TradingSchedule.of(details);
    }
}
