package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;

/**
 * Something that happened on an account, for everybody who watches it.
 *
 * @param event what happened
 * @param answer whether it answers the request that caused it, and thus carries that request's id
 */
public record AccountEvent(ProtoOAExecutionEvent event, boolean answer) {}
