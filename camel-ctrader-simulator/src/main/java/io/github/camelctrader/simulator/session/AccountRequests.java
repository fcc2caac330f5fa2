package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealOffsetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExpectedMarginReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExpectedMarginRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.trading.AccountReport;
import io.github.camelctrader.simulator.trading.HistoryReport;
import java.util.Optional;

/** Questions about one account: state, history, money. */
final class AccountRequests {
    /** Real servers refuse a window from 1970 to the end of time; how wide one may be is not known. */
    private static final long TEN_YEARS = 315_360_000_000L;

    private final Venue venue;

    AccountRequests(Venue venue) {
        this.venue = venue;
    }

    void register(RequestTable table) {
        table.on(
                ProtoOATraderReq.getDefaultInstance(),
                Access.ACCOUNT,
                (caller, request) -> caller.answer(ProtoOATraderRes.newBuilder()
                        .setCtidTraderAccountId(caller.accountId())
                        .setTrader(report(caller).trader())
                        .build()));
        table.on(
                ProtoOAReconcileReq.getDefaultInstance(),
                Access.ACCOUNT,
                (caller, request) -> caller.answer(report(caller).reconcile(request.getReturnProtectionOrders())));
        table.on(ProtoOADealListReq.getDefaultInstance(), Access.ACCOUNT, this::deals);
        table.on(ProtoOADealListByPositionIdReq.getDefaultInstance(), Access.ACCOUNT, this::dealsOfPosition);
        table.on(ProtoOAOrderListReq.getDefaultInstance(), Access.ACCOUNT, this::orders);
        table.on(ProtoOAOrderListByPositionIdReq.getDefaultInstance(), Access.ACCOUNT, this::ordersOfPosition);
        table.on(ProtoOAOrderDetailsReq.getDefaultInstance(), Access.ACCOUNT, this::order);
        table.on(ProtoOADealOffsetListReq.getDefaultInstance(), Access.ACCOUNT, this::offsets);
        table.on(ProtoOACashFlowHistoryListReq.getDefaultInstance(), Access.ACCOUNT, this::cashFlow);
        table.on(ProtoOAExpectedMarginReq.getDefaultInstance(), Access.ACCOUNT, this::expectedMargin);
        table.on(ProtoOAGetPositionUnrealizedPnLReq.getDefaultInstance(), Access.ACCOUNT, this::unrealizedProfit);
    }

    private static AccountReport report(Requester caller) {
        return caller.account().account().report();
    }

    private static HistoryReport history(Requester caller) {
        return caller.account().account().history();
    }

    private void deals(Requester caller, ProtoOADealListReq request) {
        TimeWindow window = window(request.getFromTimestamp(), request.hasToTimestamp(), request.getToTimestamp());
        if (!window.refused(caller)) {
            int rows = request.hasMaxRows() && request.getMaxRows() > 0 ? request.getMaxRows() : Integer.MAX_VALUE;
            caller.answer(history(caller).deals(window.from(), window.to(), rows));
        }
    }

    private void dealsOfPosition(Requester caller, ProtoOADealListByPositionIdReq request) {
        TimeWindow window = window(request.getFromTimestamp(), request.hasToTimestamp(), request.getToTimestamp());
        boolean whole = !request.hasFromTimestamp() || !request.hasToTimestamp();
        if (!window.refused(caller, whole ? Long.MAX_VALUE : TEN_YEARS)) {
            caller.answer(history(caller).dealsOfPosition(request.getPositionId(), window.from(), window.to()));
        }
    }

    private void orders(Requester caller, ProtoOAOrderListReq request) {
        TimeWindow window = window(request.getFromTimestamp(), request.hasToTimestamp(), request.getToTimestamp());
        if (!window.refused(caller)) {
            caller.answer(history(caller).orders(window.from(), window.to()));
        }
    }

    private void ordersOfPosition(Requester caller, ProtoOAOrderListByPositionIdReq request) {
        TimeWindow window = window(request.getFromTimestamp(), request.hasToTimestamp(), request.getToTimestamp());
        if (!window.refused(caller)) {
            caller.answer(history(caller).ordersOfPosition(request.getPositionId(), window.from(), window.to()));
        }
    }

    private static TimeWindow window(long from, boolean hasTo, long to) {
        return new TimeWindow(from, hasTo ? to : TimeWindow.END_OF_TIME);
    }

    private void order(Requester caller, ProtoOAOrderDetailsReq request) {
        history(caller)
                .order(request.getOrderId())
                .ifPresentOrElse(
                        caller::answer,
                        () -> caller.refuse(
                                ProtoOAErrorCode.ORDER_NOT_FOUND,
                                "Order " + request.getOrderId() + " not found or not belong to trader "
                                        + report(caller).trader().getTraderLogin()));
    }

    private void offsets(Requester caller, ProtoOADealOffsetListReq request) {
        history(caller)
                .offsets(request.getDealId())
                .ifPresentOrElse(
                        caller::answer,
                        () -> caller.refuse(
                                ProtoErrorCode.ENTITY_NOT_FOUND, "Deal not found with id " + request.getDealId()));
    }

    private void cashFlow(Requester caller, ProtoOACashFlowHistoryListReq request) {
        TimeWindow window = new TimeWindow(request.getFromTimestamp(), request.getToTimestamp());
        if (window.refused(caller, TimeWindow.WEEK)) {
            return;
        }
        caller.answer(ProtoOACashFlowHistoryListRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .addAllDepositWithdraw(history(caller).cashFlow(window.from(), window.to()))
                .build());
    }

    private void expectedMargin(Requester caller, ProtoOAExpectedMarginReq request) {
        Optional<Instrument> instrument = venue.market().instruments().find(request.getSymbolId());
        if (instrument.isEmpty()) {
            caller.refuse(ProtoOAErrorCode.SYMBOL_NOT_FOUND, "Symbol not found with id " + request.getSymbolId());
            return;
        }
        long bound = instrument.get().symbol().maxVolume();
        for (long volume : request.getVolumeList()) {
            if (volume <= 0 || volume > bound) {
                caller.refuse(
                        ProtoOAErrorCode.TRADING_BAD_VOLUME,
                        "Volume " + volume + " is not between 1 and maxVolume=" + bound);
                return;
            }
        }
        ProtoOAExpectedMarginRes.Builder answer = ProtoOAExpectedMarginRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .setMoneyDigits(report(caller).moneyDigits());
        for (long volume : request.getVolumeList()) {
            answer.addMargin(report(caller).expectedMargin(instrument.get(), volume));
        }
        caller.answer(answer.build());
    }

    private void unrealizedProfit(Requester caller, ProtoOAGetPositionUnrealizedPnLReq request) {
        caller.answer(ProtoOAGetPositionUnrealizedPnLRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .addAllPositionUnrealizedPnL(report(caller).unrealizedProfit())
                .setMoneyDigits(report(caller).moneyDigits())
                .build());
    }
}
