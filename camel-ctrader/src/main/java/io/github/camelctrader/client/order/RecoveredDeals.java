package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;

/**
 * What executions that were read from history say about requests: of which the outcome is not known, of which it was judged, and
 * whose orders rest. Lists of orders may lag behind those of deals, so that a deal may come without its order.
 */
@OnLoop
final class RecoveredDeals {
    private final OrderBook book;
    private final LateOutcome lateWord;
    private final EarlierOperations earlier;
    private final RestingOrderCheck unseenEnds;
    private final OutcomeLookUps lookUps;

    RecoveredDeals(
            OrderBook book,
            LateOutcome lateWord,
            EarlierOperations earlier,
            RestingOrderCheck unseenEnds,
            OutcomeLookUps lookUps) {
        this.book = book;
        this.lateWord = lateWord;
        this.earlier = earlier;
        this.unseenEnds = unseenEnds;
        this.lookUps = lookUps;
    }

    /** One that this client did not see. */
    void read(ProtoOAExecutionEvent execution) {
        long accountId = execution.getCtidTraderAccountId();
        ProtoOADeal deal = execution.getDeal();
        lateWord.heard(execution, null);
        OrderRecord.Key owner = book.owner(accountId, deal.getOrderId());
        if (owner != null) {
            unseenEnds.look(accountId);
        } else if (!execution.hasOrder()) {
            // Until a look-up tells whose it is, no repetition of a request that it may be of is sent.
            book.settled(accountId).stream()
                    .filter(record -> mayBeOf(record, deal))
                    .forEach(earlier::reopen);
            book.live(accountId).forEach(repetition -> withdraw(repetition, deal));
        }
        lookUps.look(accountId);
    }

    /** A repetition that has not left does not leave before its first attempt was looked up once more. */
    private void withdraw(OrderOperation repetition, ProtoOADeal deal) {
        OrderRecord judgement = repetition.judgement();
        if (judgement != null && !repetition.sent() && mayBeOf(judgement, deal)) {
            lateWord.replace(repetition, () -> earlier.reopen(judgement));
        }
    }

    private boolean mayBeOf(OrderRecord record, ProtoOADeal deal) {
        boolean alike = record.request() instanceof ProtoOANewOrderReq order
                ? order.getSymbolId() == deal.getSymbolId()
                        && order.getTradeSide() == deal.getTradeSide()
                        && order.getVolume() >= deal.getFilledVolume()
                : record.request() instanceof ProtoOAClosePositionReq close
                        && deal.hasClosePositionDetail()
                        && close.getPositionId() == deal.getPositionId()
                        && close.getVolume() >= deal.getFilledVolume()
                        && lateWord.mayStillHaveEffect(record);
        return alike && RejectionRecords.isJudgement(record) && isOfItsTime(record, deal);
    }

    /**
     * Whether a deal was made after a request was sent and, if that was to be traded at once, before it could not take effect any more.
     * What is known of the server's time may be from long before the send, and this machine's clock may be wrong, so that only a deal
     * that is too late by both is. How long the request was under way until it was judged is what this machine's clock says, which may
     * have been set back meanwhile.
     */
    private static boolean isOfItsTime(OrderRecord record, ProtoOADeal deal) {
        long sent = record.before().serverMillis();
        long made = deal.getExecutionTimestamp();
        if (sent == 0
                || !OutcomeMatcher.of(record.request(), record.operationId()).immediate()) {
            return made >= sent;
        }
        Duration judgedAfter = Duration.between(record.submittedAt(), record.updatedAt());
        Duration latest = (judgedAfter.isNegative() ? Duration.ZERO : judgedAfter)
                .plus(LookUpEvaluator.LISTS_CATCH_UP)
                .plus(LookUpEvaluator.LISTS_CATCH_UP);
        long sentAtLast = Math.max(sent, record.submittedAt().toEpochMilli());
        return made >= sent && made - sentAtLast <= latest.toMillis();
    }
}
