package io.github.camelctrader.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepositWithdraw;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.List;
import java.util.Objects;

/**
 * What a download is to read: a request whose {@code fromTimestamp} and {@code toTimestamp}, Unix ms, both inclusive, name the
 * whole range, however many answers it takes. {@code count} of bars and {@code maxRows} of deals bound one answer, not the
 * download. Immutable.
 *
 * @param <T> what a row is: {@link Trendbar}, {@link Tick}, or the protocol's message
 */
public final class HistoryQuery<T> {
    private static final List<Message> REQUESTS = List.of(
            ProtoOAGetTrendbarsReq.getDefaultInstance(),
            ProtoOAGetTickDataReq.getDefaultInstance(),
            ProtoOADealListReq.getDefaultInstance(),
            ProtoOAOrderListReq.getDefaultInstance(),
            ProtoOACashFlowHistoryListReq.getDefaultInstance());

    /** The latest time that the protocol takes. */
    private static final long MOST = 2_147_483_646_000L;

    private final Message request;
    private final long from;
    private final long to;

    private HistoryQuery(Message request) {
        if (!request.isInitialized()) {
            throw new InvalidRequestException(
                    request.findInitializationErrors().get(0),
                    "(absent)",
                    "is required in " + request.getDescriptorForType().getName());
        }
        this.request = request;
        from = time("fromTimestamp");
        to = time("toTimestamp");
        if (from > to) {
            throw new InvalidRequestException("fromTimestamp", from, "must not be after toTimestamp = " + to);
        }
    }

    /** Bars, by the time of their opening. */
    public static HistoryQuery<Trendbar> of(ProtoOAGetTrendbarsReq request) {
        return new HistoryQuery<>(request);
    }

    /** Ticks of one side. */
    public static HistoryQuery<Tick> of(ProtoOAGetTickDataReq request) {
        return new HistoryQuery<>(request);
    }

    /** Deals, by the time of their execution. */
    public static HistoryQuery<ProtoOADeal> of(ProtoOADealListReq request) {
        return new HistoryQuery<>(request);
    }

    /** Orders, by the time of their last change; one that changes while it is read may come twice, the later state last. */
    public static HistoryQuery<ProtoOAOrder> of(ProtoOAOrderListReq request) {
        return new HistoryQuery<>(request);
    }

    /** Deposits, withdrawals and other changes of the balance without a deal. */
    public static HistoryQuery<ProtoOADepositWithdraw> of(ProtoOACashFlowHistoryListReq request) {
        return new HistoryQuery<>(request);
    }

    /**
     * The same for a request of whichever kind.
     *
     * @throws InvalidRequestException when the request has no pages, or names no range
     */
    public static HistoryQuery<?> ofRequest(Message request) {
        if (!hasPages(request)) {
            throw new InvalidRequestException(
                    "body", request.getDescriptorForType().getName(), "has no pages: " + requests());
        }
        return new HistoryQuery<>(request);
    }

    /** Whether requests of this type can be read page by page. */
    public static boolean hasPages(Message request) {
        return REQUESTS.stream().anyMatch(known -> known.getDescriptorForType() == request.getDescriptorForType());
    }

    /** The requests that have pages, in words. */
    public static String requests() {
        return "only "
                + String.join(
                        ", ",
                        REQUESTS.stream()
                                .map(known -> known.getDescriptorForType().getName())
                                .toList())
                + " can be read page by page";
    }

    /** The request as it was given. */
    public Message request() {
        return request;
    }

    /** The first ms of the range, Unix ms. */
    public long from() {
        return from;
    }

    /** The last ms of the range, Unix ms. */
    public long to() {
        return to;
    }

    @Override
    public String toString() {
        return request.getDescriptorForType().getName() + " from " + from + " to " + to;
    }

    private long time(String name) {
        FieldDescriptor field =
                Objects.requireNonNull(request.getDescriptorForType().findFieldByName(name), name);
        if (!request.hasField(field)) {
            throw new InvalidRequestException(
                    name, "(absent)", "is required to read all pages: Unix ms, both ends of the range inclusive");
        }
        long time = (Long) request.getField(field);
        if (time < 0 || time > MOST) {
            throw new InvalidRequestException(name, time, "must be Unix ms between 0 and " + MOST);
        }
        return time;
    }
}
