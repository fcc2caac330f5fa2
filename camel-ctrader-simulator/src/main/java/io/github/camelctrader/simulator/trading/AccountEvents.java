package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
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
        ProtoOAExecutionEvent.Builder event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setExecutionType(type)
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

    List<AccountEvent> list() {
        return List.copyOf(events);
    }
}
