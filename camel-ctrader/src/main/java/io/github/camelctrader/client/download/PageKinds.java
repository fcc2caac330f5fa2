package io.github.camelctrader.client.download;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What is known of each request that has pages. */
final class PageKinds {
    /** The protocol takes no longer window of ticks and of cash flow, and until release 88 none of deals and orders. */
    private static final long WEEK = Duration.ofDays(7).toMillis();

    private static final long ANY = Duration.ofDays(30_000).toMillis();
    /** Bars open on whole minutes. */
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private static final long LEAST = MINUTE;
    /** Bars of one answer, whatever is asked for. */
    private static final int MOST_BARS = 14_000;
    /** What the protocol once said of deals and orders; of ticks it says nothing. */
    private static final int USUAL_ROWS = 10_000;

    private PageKinds() {}

    /** @param past a time that the server's clock has certainly reached, Unix ms */
    @SuppressWarnings("unchecked") // a query can be made with the type of row only that belongs to its request
    static <T> PageKind<T> of(HistoryQuery<T> query, LongSupplier past) {
        Message request = query.request();
        if (request instanceof ProtoOAGetTrendbarsReq bars) {
            return (PageKind<T>) bars(bars, past);
        }
        if (request instanceof ProtoOAGetTickDataReq ticks) {
            return (PageKind<T>) ticks(ticks);
        }
        if (request instanceof ProtoOADealListReq deals) {
            return (PageKind<T>) deals(deals);
        }
        if (request instanceof ProtoOAOrderListReq orders) {
            return (PageKind<T>) orders(orders);
        }
        return (PageKind<T>) cashFlow((ProtoOACashFlowHistoryListReq) request);
    }

    private static PageKind<Trendbar> bars(ProtoOAGetTrendbarsReq request, LongSupplier past) {
        int full = request.getCount() > 0 ? Math.min(request.getCount(), MOST_BARS) : MOST_BARS;
        long period = BarPeriods.usual(request.getPeriod());
        return new PageKind<>(
                (from, to) -> request.toBuilder()
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                (answer, window) -> MarketRows.bars(answer, window, past.getAsLong()),
                List.of(Trendbar::openTime),
                true,
                new Span(MINUTE, Math.max(1, full - 1) * period, ANY, period, full, true));
    }

    private static PageKind<Tick> ticks(ProtoOAGetTickDataReq request) {
        return new PageKind<>(
                (from, to) -> request.toBuilder()
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                (answer, window) -> MarketRows.ticks(answer, request.getType()),
                List.of(Tick::time),
                true,
                new Span(1, WEEK, WEEK, LEAST, USUAL_ROWS, false));
    }

    private static PageKind<ProtoOADeal> deals(ProtoOADealListReq request) {
        int full = request.getMaxRows() > 0 ? request.getMaxRows() : USUAL_ROWS;
        List<ToLongFunction<ProtoOADeal>> times =
                List.of(ProtoOADeal::getExecutionTimestamp, ProtoOADeal::getCreateTimestamp);
        return new PageKind<>(
                (from, to) -> request.toBuilder()
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                (answer, window) -> answer instanceof ProtoOADealListRes list
                        ? new Page<>(
                                sorted(list.getDealList(), ProtoOADeal::getDealId, times.get(0)), list.getHasMore())
                        : null,
                times,
                false,
                new Span(1, WEEK, ANY, LEAST, full, request.getMaxRows() > 0));
    }

    private static PageKind<ProtoOAOrder> orders(ProtoOAOrderListReq request) {
        List<ToLongFunction<ProtoOAOrder>> times =
                List.of(PageKinds::lastChange, order -> order.getTradeData().getOpenTimestamp());
        return new PageKind<>(
                (from, to) -> request.toBuilder()
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                (answer, window) -> answer instanceof ProtoOAOrderListRes list
                        ? new Page<>(
                                sorted(list.getOrderList(), ProtoOAOrder::getOrderId, times.get(0)), list.getHasMore())
                        : null,
                times,
                false,
                new Span(1, WEEK, ANY, LEAST, USUAL_ROWS, false));
    }

    private static PageKind<ProtoOADepositWithdraw> cashFlow(ProtoOACashFlowHistoryListReq request) {
        ToLongFunction<ProtoOADepositWithdraw> time = ProtoOADepositWithdraw::getChangeBalanceTimestamp;
        return new PageKind<>(
                (from, to) -> request.toBuilder()
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                (answer, window) -> answer instanceof ProtoOACashFlowHistoryListRes list
                        ? new Page<>(
                                sorted(
                                        list.getDepositWithdrawList(),
                                        ProtoOADepositWithdraw::getBalanceHistoryId,
                                        time),
                                false)
                        : null,
                List.of(time),
                false,
                new Span(1, WEEK, WEEK, LEAST, USUAL_ROWS, false));
    }

    private static long lastChange(ProtoOAOrder order) {
        return order.hasUtcLastUpdateTimestamp()
                ? order.getUtcLastUpdateTimestamp()
                : order.getTradeData().getOpenTimestamp();
    }

    /** Oldest first, each id once. */
    private static <T> List<T> sorted(List<T> rows, ToLongFunction<T> id, ToLongFunction<T> time) {
        Map<Long, T> once = new LinkedHashMap<>();
        rows.forEach(row -> once.merge(
                id.applyAsLong(row),
                row,
                (known, again) -> time.applyAsLong(again) >= time.applyAsLong(known) ? again : known));
        List<T> sorted = new ArrayList<>(once.values());
        sorted.sort(Comparator.comparingLong(time).thenComparingLong(id));
        return sorted;
    }
}
