package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;

/** Which bars: of which symbol, as which account sees it, and of which period. */
public record BarKey(long accountId, long symbolId, ProtoOATrendbarPeriod period) {}
