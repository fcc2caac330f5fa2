package io.github.camelctrader.client.history;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a list of the server is taken apart.
 *
 * @param id what makes a row the same row on two pages
 * @param time by which the server cuts the list, in Unix ms
 */
record RowKind<T>(PageReader<T> reader, ToLongFunction<T> id, ToLongFunction<T> time) {

    /** By execution time. */
    static final RowKind<ProtoOADeal> DEAL =
            new RowKind<>(RowKind::deals, ProtoOADeal::getDealId, ProtoOADeal::getExecutionTimestamp);

    /** By the time of the last change, which is confirmed for the list of one position only. */
    static final RowKind<ProtoOAOrder> ORDER =
            new RowKind<>(RowKind::orders, ProtoOAOrder::getOrderId, RowKind::lastChange);

    /** What moved the balance without a deal; the server has no pages of it. */
    static final RowKind<ProtoOADepositWithdraw> TRANSFER = new RowKind<>(
            RowKind::transfers,
            ProtoOADepositWithdraw::getBalanceHistoryId,
            ProtoOADepositWithdraw::getChangeBalanceTimestamp);

    /** Finds the rows in an answer. */
    interface PageReader<T> {
        /** Null when the answer is no such list. */
        @Nullable
        Page<T> read(Message answer);
    }

    /**
     * One answer.
     *
     * @param hasMore whether the server left rows of the window out
     */
    record Page<T>(List<T> rows, boolean hasMore) {}

    private static @Nullable Page<ProtoOADeal> deals(Message answer) {
        return answer instanceof ProtoOADealListRes list ? new Page<>(list.getDealList(), list.getHasMore()) : null;
    }

    private static @Nullable Page<ProtoOAOrder> orders(Message answer) {
        return answer instanceof ProtoOAOrderListRes list ? new Page<>(list.getOrderList(), list.getHasMore()) : null;
    }

    private static @Nullable Page<ProtoOADepositWithdraw> transfers(Message answer) {
        return answer instanceof ProtoOACashFlowHistoryListRes list
                ? new Page<>(list.getDepositWithdrawList(), false)
                : null;
    }

    private static long lastChange(ProtoOAOrder order) {
        return order.hasUtcLastUpdateTimestamp()
                ? order.getUtcLastUpdateTimestamp()
                : order.getTradeData().getOpenTimestamp();
    }
}
