package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import io.github.camelctrader.client.time.OnLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an account holds, as far as it shows whether a list of deals is up to date: every deal moves the volume of a
 * position, and one that closes a position moves the balance.
 */
@OnLoop
final class Holdings {
    private final Map<Long, Long> volumes;
    private long balanceVersion;

    private Holdings(Map<Long, Long> volumes, long balanceVersion) {
        this.volumes = volumes;
        this.balanceVersion = balanceVersion;
    }

    static Holdings of(ProtoOAReconcileRes open, ProtoOATrader trader) {
        Map<Long, Long> volumes = new HashMap<>();
        for (ProtoOAPosition position : open.getPositionList()) {
            put(volumes, position.getPositionId(), position.getTradeData().getVolume());
        }
        return new Holdings(volumes, trader.getBalanceVersion());
    }

    Holdings copy() {
        return new Holdings(new HashMap<>(volumes), balanceVersion);
    }

    void apply(ProtoOADeal deal) {
        add(volumes, deal);
        balanceVersion = Math.max(balanceVersion, deal.getClosePositionDetail().getBalanceVersion());
    }

    /** Takes in what moves the balance without a deal. */
    void applyTransfer(ProtoOADepositWithdraw transfer) {
        balanceVersion = Math.max(balanceVersion, transfer.getBalanceVersion());
    }

    /** Whether nothing but what was applied here has happened until then. */
    boolean explain(Holdings now) {
        return volumes.equals(now.volumes) && now.balanceVersion <= balanceVersion;
    }

    /** Whether a list of deals shows how each position came about. Positions that are closed again leave no trace here. */
    boolean areMadeBy(List<ProtoOADeal> deals) {
        Map<Long, Long> made = new HashMap<>();
        deals.forEach(deal -> add(made, deal));
        return volumes.entrySet().stream()
                .allMatch(position -> position.getValue().equals(made.get(position.getKey())));
    }

    /**
     * Whether lists show what moved the balance last: one that lags behind what happened does not. Where that was before both
     * lists begin, nothing shows that they lack nothing.
     */
    boolean isBalanceMadeBy(List<ProtoOADeal> deals, List<ProtoOADepositWithdraw> transfers) {
        return deals.stream()
                        .anyMatch(deal -> deal.hasClosePositionDetail()
                                && deal.getClosePositionDetail().getBalanceVersion() >= balanceVersion)
                || transfers.stream().anyMatch(transfer -> transfer.getBalanceVersion() >= balanceVersion);
    }

    private static void add(Map<Long, Long> volumes, ProtoOADeal deal) {
        long closed = 0;
        if (deal.hasClosePositionDetail()) {
            closed = deal.getClosePositionDetail().hasClosedVolume()
                    ? deal.getClosePositionDetail().getClosedVolume()
                    : deal.getFilledVolume();
        }
        long opened = deal.getFilledVolume() - closed;
        put(volumes, deal.getPositionId(), volumes.getOrDefault(deal.getPositionId(), 0L) + opened - closed);
    }

    private static void put(Map<Long, Long> volumes, long positionId, long volume) {
        if (volume == 0) {
            volumes.remove(positionId);
        } else {
            volumes.put(positionId, volume);
        }
    }
}
