package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import io.github.camelctrader.simulator.SimulatedAccount;
import java.util.List;

/**
 * What an access token opens.
 *
 * @param userId the cTrader ID it was granted by
 * @param scope view or trade
 * @param accounts demo and live accounts it covers
 */
record Grant(long userId, ProtoOAClientPermissionScope scope, List<SimulatedAccount> accounts) {
    boolean mayTrade() {
        return scope == ProtoOAClientPermissionScope.SCOPE_TRADE;
    }
}
