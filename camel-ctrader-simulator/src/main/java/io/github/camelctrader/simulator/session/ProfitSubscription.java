package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionUnrealizedPnL;
import io.github.camelctrader.simulator.trading.AccountReport;
import java.util.List;
import java.util.Optional;

/** Open profit of one account on one connection, told when it changed, at most {@value #PER_SECOND} times a second. */
final class ProfitSubscription {
    static final int PER_SECOND = 4;
    private static final long PAUSE_MILLIS = 1000 / PER_SECOND;

    private final long accountId;
    private final AccountReport report;
    private Optional<ProtoOAv1PnLChangeEvent> sent = Optional.empty();
    private long sentAt;

    ProfitSubscription(long accountId, AccountReport report) {
        this.accountId = accountId;
        this.report = report;
    }

    /** The event that is due, if any; the first is due at once. */
    Optional<ProtoOAv1PnLChangeEvent> update(long now) {
        if (sent.isPresent() && now >= sentAt && now - sentAt < PAUSE_MILLIS) {
            return Optional.empty();
        }
        Optional<ProtoOAv1PnLChangeEvent> present = Optional.of(event());
        if (present.equals(sent)) {
            return Optional.empty();
        }
        sent = present;
        sentAt = now;
        return present;
    }

    private ProtoOAv1PnLChangeEvent event() {
        List<ProtoOAPositionUnrealizedPnL> profits = report.unrealizedProfit();
        return ProtoOAv1PnLChangeEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setGrossUnrealizedPnL(profits.stream()
                        .mapToLong(ProtoOAPositionUnrealizedPnL::getGrossUnrealizedPnL)
                        .sum())
                .setNetUnrealizedPnL(profits.stream()
                        .mapToLong(ProtoOAPositionUnrealizedPnL::getNetUnrealizedPnL)
                        .sum())
                .setMoneyDigits(report.moneyDigits())
                .build();
    }
}
