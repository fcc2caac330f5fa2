package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.order.OrderOperation.Stage;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows for an operation from what a look-up read of its account. */
@OnLoop
final class LookUpEvaluator {
    private static final Logger LOG = LoggerFactory.getLogger(LookUpEvaluator.class);

    /** How long lists may take to show what happened; what they do not show then did not happen. */
    static final Duration LISTS_CATCH_UP = Duration.ofMinutes(5);

    private final OutcomeSettings settings;
    private final SendTimes times;
    private final LastKnownState seen;
    private final OrderBook book;
    private final OperationTransitions outcomes;
    private final OrderEvents events;
    private final LateOutcome lateWord;
    private final OrderListener news;

    LookUpEvaluator(
            OutcomeSettings settings,
            SendTimes times,
            LastKnownState seen,
            OrderBook book,
            OperationTransitions outcomes,
            OrderEvents events,
            LateOutcome lateWord,
            OrderListener news) {
        this.settings = settings;
        this.times = times;
        this.seen = seen;
        this.book = book;
        this.outcomes = outcomes;
        this.events = events;
        this.lateWord = lateWord;
        this.news = news;
    }

    /** @param begunNanos when the look-up began */
    void draw(List<OrderOperation> operations, AccountSnapshot snapshot, long begunNanos) {
        lateWord.read(snapshot);
        operations.forEach(operation -> draw(operation, snapshot, begunNanos));
    }

    private void draw(OrderOperation operation, AccountSnapshot snapshot, long begunNanos) {
        if (!book.isLive(operation) || operation.stage() != Stage.UNKNOWN) {
            return;
        }
        LastKnownState.State position = before(operation.record().before());
        LookUpResult finding = operation
                .task()
                .find(
                        snapshot,
                        new MatchContext(
                                operation.orderId(),
                                times.sentAfter(operation),
                                position,
                                events.ordersTakenFrom(operation),
                                seen));
        LOG.info("Look-up of {}: {}", operation.record(), finding.getClass().getSimpleName());
        conclude(operation, snapshot, begunNanos, whatItIsWorth(operation, snapshot, begunNanos, finding));
    }

    private static LastKnownState.@Nullable State before(OrderRecord.Before before) {
        return before.positionVolume() == 0
                ? null
                : new LastKnownState.State(before.positionVolume(), before.positionChanged());
    }

    /** What is not in lists counts only where lists are known to show what they should, or had all the time to. */
    private LookUpResult whatItIsWorth(
            OrderOperation operation, AccountSnapshot snapshot, long begunNanos, LookUpResult finding) {
        LookUpResult once = finding instanceof LookUpResult.Unclear unclear ? unclear.once() : finding;
        if (once == null || once != finding && !isOver(operation, begunNanos, LISTS_CATCH_UP)) {
            return finding;
        }
        if (!(once instanceof LookUpResult.Absent absent)) {
            return once;
        }
        if (operation.knownAsTaken()) {
            return new LookUpResult.Unclear("the server took it, and does not list it");
        }
        if (times.tooFarApart(operation)) {
            return new LookUpResult.Unclear("this machine's clock and the server's differ by more than a day");
        }
        long matters = operation.onItsWaySinceNanos() + settings.absenceGrace().toNanos();
        long until = Math.min(matters, begunNanos);
        return absent.byLists() && once == finding && !seen.isListed(snapshot, times.readFrom(operation), until)
                ? new LookUpResult.Unclear("the list of orders does not show yet what was seen to happen")
                : once;
    }

    private void conclude(OrderOperation operation, AccountSnapshot snapshot, long begunNanos, LookUpResult finding) {
        if (finding instanceof LookUpResult.Ended ended) {
            tellExecutions(snapshot, ended.event());
            outcomes.foundSettled(operation, ended.event());
        } else if (finding instanceof LookUpResult.Working working) {
            tellExecutions(snapshot, working.event());
            outcomes.foundWorking(operation, working.event());
        } else if (finding instanceof LookUpResult.Refused refused) {
            // One that was found by search only may be of an earlier attempt, while this one is still on its way.
            if (refused.certain()
                    || operation.orderId() != 0
                    || isOver(operation, begunNanos, settings.absenceGrace())) {
                // What the server answered goes before what a look-up makes of it.
                @Nullable CTraderException said = operation.refusedForSure() ? operation.doubted() : null;
                outcomes.refused(
                        operation,
                        said == null
                                ? RejectionRecords.of(operation.accountId(), refused.errorCode(), refused.description())
                                : said);
            }
        } else if (finding instanceof LookUpResult.Absent absent) {
            if (operation.overwritten()) {
                LOG.info("{} stays unknown: something else changed the same since", operation.record());
            } else if (isOver(operation, begunNanos, settings.absenceGrace())) {
                outcomes.absent(operation, absent.evidence());
            }
        } else if (finding instanceof LookUpResult.Unclear unclear) {
            staysUnknown(operation, unclear.why());
        }
    }

    private void staysUnknown(OrderOperation operation, String why) {
        LOG.info("{} stays unknown: {}", operation.record(), why);
        if (operation.restsUnattended()) {
            book.end(operation);
        }
    }

    /** Whether a request that left no trace cannot have any effect any more. */
    private static boolean isOver(OrderOperation operation, long begunNanos, Duration grace) {
        long onItsWay = begunNanos - operation.onItsWaySinceNanos();
        return operation.wasMissedBefore(begunNanos) && (operation.refusedForSure() || onItsWay >= grace.toNanos());
    }

    private void tellExecutions(AccountSnapshot snapshot, ProtoOAExecutionEvent event) {
        snapshot.executionsOf(event.getOrder()).forEach(news::executed);
    }
}
