package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.trading.Outcome;
import io.github.camelctrader.simulator.trading.TradeRefusedException;
import io.github.camelctrader.simulator.trading.TradingAccount;
import org.jspecify.annotations.Nullable;

/** Requests that change orders and positions. Orders that go to the market are executed after the fill delay, portion by portion. */
final class TradeRequests {
    private final Venue venue;
    private final ServerRules rules;
    private final Scheduler scheduler;

    TradeRequests(Venue venue, ServerRules rules, Scheduler scheduler) {
        this.venue = venue;
        this.rules = rules;
        this.scheduler = scheduler;
    }

    void register(RequestTable table) {
        table.on(ProtoOANewOrderReq.getDefaultInstance(), Access.TRADING, this::handle);
        table.on(ProtoOAClosePositionReq.getDefaultInstance(), Access.TRADING, this::handle);
        table.on(ProtoOAAmendOrderReq.getDefaultInstance(), Access.TRADING, this::handle);
        table.on(ProtoOACancelOrderReq.getDefaultInstance(), Access.TRADING, this::handle);
        table.on(ProtoOAAmendPositionSLTPReq.getDefaultInstance(), Access.TRADING, this::handle);
    }

    private void handle(Requester caller, Message request) throws TradeRefusedException {
        Outcome outcome = execute(caller.account().account(), request);
        conclude(caller, caller.accountId(), outcome);
        outcome.refusal().ifPresent(refusal -> refuse(caller, refusal));
    }

    /**
     * Takes a request of a client on another server.
     *
     * @throws IllegalArgumentException for a message that is not a trade request
     */
    void elsewhere(long accountId, Message request, @Nullable String clientMsgId) throws TradeRefusedException {
        Outcome outcome = execute(venue.account(accountId), request);
        conclude(Originator.elsewhere(clientMsgId), accountId, outcome);
        if (outcome.refusal().isPresent()) {
            throw outcome.refusal().get();
        }
    }

    private static Outcome execute(TradingAccount account, Message request) throws TradeRefusedException {
        if (request instanceof ProtoOANewOrderReq order) {
            return account.place(order);
        }
        if (request instanceof ProtoOAClosePositionReq close) {
            return account.close(close);
        }
        if (request instanceof ProtoOAAmendOrderReq amendment) {
            return account.amend(amendment);
        }
        if (request instanceof ProtoOACancelOrderReq cancel) {
            return account.cancel(cancel);
        }
        if (request instanceof ProtoOAAmendPositionSLTPReq protection) {
            return account.protect(protection);
        }
        throw new IllegalArgumentException(
                "Not a trade request: " + request.getDescriptorForType().getName());
    }

    private void conclude(Originator originator, long accountId, Outcome outcome) {
        // Before the events go out, since those that end an order make it forgotten again.
        outcome.events().stream()
                .flatMap(event -> event.order().stream())
                .filter(TradeRequests::mayRest)
                .forEach(order -> venue.remember(order.getOrderId(), originator));
        venue.publish(accountId, outcome.events(), originator);
        outcome.orderToExecute()
                .ifPresent(orderId -> scheduler.after(
                        rules.fillDelay(),
                        () -> conclude(
                                originator, accountId, venue.account(accountId).execute(orderId))));
    }

    private static boolean mayRest(ProtoOAOrder order) {
        return order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED;
    }

    /** Tells a client that its trade request was refused. */
    void refuse(Requester caller, TradeRefusedException refusal) {
        caller.refuse(refusal, rules.trading().is(TradingSwitch.ORDER_ERRORS_NAME_IDS));
    }

    static TradeRefusedException viewOnly() {
        return new TradeRefusedException(
                ProtoOAErrorCode.TRADING_NOT_ALLOWED, "The access token allows to view the account, not to trade");
    }
}
