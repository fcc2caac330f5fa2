package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;

/**
 * How a stop loss behaves.
 *
 * @param guaranteed whether it is filled at its price whatever the market does
 * @param trailing whether it follows a market that moves in favour of the position
 * @param trigger which quotes release it
 */
record StopMode(boolean guaranteed, boolean trailing, ProtoOAOrderTriggerMethod trigger) {
    static final StopMode PLAIN = new StopMode(false, false, ProtoOAOrderTriggerMethod.TRADE);
}
