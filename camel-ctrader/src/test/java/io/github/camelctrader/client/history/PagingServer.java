package io.github.camelctrader.client.history;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server with a list of deals, which cuts its pages as it is told to, and fails where it is told to. */
final class PagingServer implements Requests {
    static final long ACCOUNT = 7;

    /** Which rows of a window a page leaves out. */
    enum Cut {
        OLDEST,
        NEWEST
    }

    /** A window that was asked for. */
    record Asked(long from, long to, Priority priority) {}

    final List<Asked> asked = new ArrayList<>();
    private final List<ProtoOADeal> deals = new ArrayList<>();
    private final Map<Integer, CTraderException> failures = new HashMap<>();
    private final Map<Integer, Message> strangeAnswers = new HashMap<>();
    private final Cut cut;
    private final int pageRows;
    private @Nullable Runnable afterNext;

    PagingServer(Cut cut, int pageRows) {
        this.cut = cut;
        this.pageRows = pageRows;
    }

    PagingServer deal(long dealId, long time) {
        deals.add(Deals.filled(dealId, time));
        return this;
    }

    /** The request of this number, counted from 1, fails. */
    PagingServer failing(int number, CTraderException failure) {
        failures.put(number, failure);
        return this;
    }

    PagingServer answering(int number, Message answer) {
        strangeAnswers.put(number, answer);
        return this;
    }

    /** Runs once, after the next answer was made. */
    PagingServer meanwhile(Runnable change) {
        afterNext = change;
        return this;
    }

    @Override
    public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        Message answer = answer(request, priority);
        CTraderException failure = failures.get(asked.size());
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        Message given = strangeAnswers.getOrDefault(asked.size(), answer);
        if (afterNext != null) {
            afterNext.run();
            afterNext = null;
        }
        return CompletableFuture.completedFuture(
                new InboundMessage(PayloadTypes.payloadTypeOf(given), given, "id-" + asked.size()));
    }

    private Message answer(Message request, Priority priority) {
        ProtoOADealListReq list = (ProtoOADealListReq) request;
        asked.add(new Asked(list.getFromTimestamp(), list.getToTimestamp(), priority));
        List<ProtoOADeal> all = within(list.getFromTimestamp(), list.getToTimestamp());
        return ProtoOADealListRes.newBuilder()
                .setCtidTraderAccountId(list.getCtidTraderAccountId())
                .addAllDeal(page(all))
                .setHasMore(all.size() > pageRows)
                .build();
    }

    /** Newest first. */
    private List<ProtoOADeal> within(long from, long to) {
        return deals.stream()
                .filter(deal -> deal.getExecutionTimestamp() >= from && deal.getExecutionTimestamp() <= to)
                .sorted(Comparator.comparingLong(ProtoOADeal::getExecutionTimestamp)
                        .thenComparingLong(ProtoOADeal::getDealId)
                        .reversed())
                .toList();
    }

    private List<ProtoOADeal> page(List<ProtoOADeal> all) {
        Stream<ProtoOADeal> rows = all.stream();
        return switch (cut) {
            case OLDEST -> rows.limit(pageRows).toList();
            case NEWEST -> rows.skip(Math.max(0, all.size() - pageRows)).toList();
        };
    }
}
