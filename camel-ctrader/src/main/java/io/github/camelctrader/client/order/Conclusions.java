package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.order.Operation.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows for an operation from what a look-up read of its account. Confined to the loop. */
final class Conclusions {
    private static final Logger LOG = LoggerFactory.getLogger(Conclusions.class);

    private final OutcomeSettings settings;
    private final OrderBook book;
    private final Outcomes outcomes;
    private final OrderEvents events;
    private final OrderNews news;

    Conclusions(OutcomeSettings settings, OrderBook book, Outcomes outcomes, OrderEvents events, OrderNews news) {
        this.settings = settings;
        this.book = book;
        this.outcomes = outcomes;
        this.events = events;
        this.news = news;
    }

    /** @param begunNanos when the look-up began */
    void draw(Operation operation, AccountPicture picture, long begunNanos) {
        if (!book.isLive(operation) || operation.stage() != Stage.UNKNOWN) {
            return;
        }
        Finding finding = operation
                .task()
                .find(
                        picture,
                        operation.orderId(),
                        operation.record().submittedAt().toEpochMilli(),
                        events.ordersTakenFrom(operation));
        LOG.info("Look-up of {}: {}", operation.record(), finding.getClass().getSimpleName());
        if (finding instanceof Finding.Ended ended) {
            tellExecutions(picture, ended.event());
            outcomes.settled(operation, ended.event(), true);
        } else if (finding instanceof Finding.Working working) {
            tellExecutions(picture, working.event());
            outcomes.accepted(operation, working.event(), true);
        } else if (finding instanceof Finding.Refused refused) {
            // One that was found by search only may be of an earlier attempt, while this one is still on its way.
            if (operation.orderId() != 0 || isOver(operation, begunNanos)) {
                outcomes.refused(
                        operation, Refusals.of(operation.accountId(), refused.errorCode(), refused.description()));
            }
        } else if (finding instanceof Finding.Absent absent) {
            if (operation.overwritten()) {
                staysUnknown(operation, "something else changed the same since");
            } else if (isOver(operation, begunNanos)) {
                outcomes.absent(operation, absent.evidence());
            }
        } else if (finding instanceof Finding.Unclear unclear) {
            staysUnknown(operation, unclear.why());
        }
    }

    private void staysUnknown(Operation operation, String why) {
        LOG.info("It stays unknown: {}", why);
        if (operation.restsUnattended()) {
            book.end(operation);
        }
    }

    /** Whether a request that left no trace cannot have any effect any more. */
    private boolean isOver(Operation operation, long begunNanos) {
        boolean seenBefore = operation.missed() > 0;
        long onItsWay = begunNanos - operation.onItsWaySinceNanos();
        return seenBefore
                && (operation.refusedForSure()
                        || onItsWay >= settings.absenceGrace().toNanos());
    }

    private void tellExecutions(AccountPicture picture, ProtoOAExecutionEvent event) {
        if (event.hasOrder()) {
            picture.executionsOf(event.getOrder()).forEach(news::executed);
        }
    }
}
