package io.github.camelctrader.simulator.trading;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallTriggerEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATraderUpdatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOABonusDepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import io.github.camelctrader.simulator.market.Prices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the events of one step, each with the order and the position as they are at that moment. */
final class AccountEvents {
    private final long accountId;
    private final Views views;
    private final List<AccountEvent> events = new ArrayList<>();

    AccountEvents(long accountId, Views views) {
        this.accountId = accountId;
        this.views = views;
    }

    void add(ProtoOAExecutionType type, Order order, Position position, Cause cause) {
        add(type, order, position, null, "", cause);
    }

    void add(
            ProtoOAExecutionType type,
            Order order,
            Position position,
            @Nullable ProtoOADeal deal,
            String errorCode,
            Cause cause) {
        ProtoOAExecutionEvent.Builder event = execution(type)
                .setOrder(views.order(order))
                .setPosition(views.position(position))
                .setIsServerEvent(cause.serverEvent());
        if (deal != null) {
            event.setDeal(deal);
        }
        if (!errorCode.isEmpty()) {
            event.setErrorCode(errorCode);
        }
        events.add(new AccountEvent(event.build(), cause.answer()));
    }

    /** Swap was booked on a position; such an event has no order. */
    void swapped(Position position) {
        unasked(execution(ProtoOAExecutionType.SWAP)
                .setPosition(views.position(position))
                .setIsServerEvent(true)
                .build());
    }

    void transferred(ProtoOADepositWithdraw transfer) {
        unasked(execution(ProtoOAExecutionType.DEPOSIT_WITHDRAW)
                .setDepositWithdraw(transfer)
                .setIsServerEvent(true)
                .build());
    }

    void bonus(ProtoOABonusDepositWithdraw bonus) {
        unasked(execution(ProtoOAExecutionType.BONUS_DEPOSIT_WITHDRAW)
                .setBonusDepositWithdraw(bonus)
                .setIsServerEvent(true)
                .build());
    }

    private ProtoOAExecutionEvent.Builder execution(ProtoOAExecutionType type) {
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setExecutionType(type);
    }

    /** The stop loss of a position followed the market. */
    void trailed(Position position, Order protection, long now) {
        unasked(ProtoOATrailingSLChangedEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setPositionId(position.id())
                .setOrderId(protection.id())
                .setStopPrice(Prices.toDouble(position.levels().stopLoss()))
                .setUtcLastUpdateTimestamp(now)
                .build());
    }

    void marginChanged(Position position) {
        unasked(ProtoOAMarginChangedEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setPositionId(position.id())
                .setUsedMargin(views.position(position).getUsedMargin())
                .setMoneyDigits(Money.DIGITS)
                .build());
    }

    void marginCalled(ProtoOAMarginCall call) {
        unasked(ProtoOAMarginCallTriggerEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setMarginCall(call)
                .build());
    }

    void traderUpdated(ProtoOATrader trader) {
        unasked(ProtoOATraderUpdatedEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setTrader(trader)
                .build());
    }

    private void unasked(Message event) {
        events.add(new AccountEvent(event, false));
    }

    List<AccountEvent> list() {
        return List.copyOf(events);
    }
}
