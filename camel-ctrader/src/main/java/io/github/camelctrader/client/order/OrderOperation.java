package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An order request from its first record until its outcome is known. */
@OnLoop
final class OrderOperation {
    /** What came of it so far. */
    enum Stage {
        /** It is being written down. */
        UNSENT,
        /** It waits in the queue of requests, which will say what becomes of it. */
        QUEUED,
        /** It was handed to the socket, and the server's word is awaited. */
        SENT,
        /** Nothing more can be expected to come by itself: it has to be looked up. */
        UNKNOWN
    }

    /** Of an operation of which only the record is left. */
    static final long BEGUN_ELSEWHERE = Long.MIN_VALUE;

    private final OutcomeMatcher task;
    private final long begunNanos;
    private final @Nullable Preparation source;
    private final boolean knownAsTaken;
    private final List<OutcomeWaiter> callers = new ArrayList<>();
    private OrderRecord record;
    private Stage stage = Stage.UNSENT;
    private @Nullable String clientMsgId;
    private long orderId;
    private @Nullable Message accepted;
    private @Nullable Message overtaken;
    private @Nullable RequestRejectedException doubted;
    private boolean overwritten;
    private boolean linkGone;
    private boolean someoneToTell;
    private boolean judgedBefore;
    private @Nullable OrderRecord judgement;
    private long onItsWaySinceNanos;
    private @Nullable Long firstMissNanos;

    /**
     * @param begunNanos when it was begun, before it was sent; or {@link #BEGUN_ELSEWHERE}
     * @param source what made it ready, or null if it is sent as its caller gave it
     */
    OrderOperation(OrderRecord record, long begunNanos, @Nullable Preparation source) {
        this.record = record;
        this.begunNanos = begunNanos;
        this.source = source;
        this.knownAsTaken = record.phase() == OrderRecord.Phase.ACCEPTED;
        this.task = OutcomeMatcher.of(record.request(), record.operationId());
    }

    OutcomeMatcher task() {
        return task;
    }

    long begunNanos() {
        return begunNanos;
    }

    /** What made it ready, and can do so again; or null. */
    @Nullable
    Preparation source() {
        return source;
    }

    OrderRecord record() {
        return record;
    }

    void record(OrderRecord next) {
        record = next;
    }

    OrderRecord.Key key() {
        return record.key();
    }

    long accountId() {
        return record.accountId();
    }

    Message request() {
        return record.request();
    }

    Stage stage() {
        return stage;
    }

    /** The id of its last sending, or null. */
    @Nullable
    String clientMsgId() {
        return clientMsgId;
    }

    /** It is in the queue of requests now, or again; what still comes for an id that it had is not about it any more. */
    void queued() {
        stage = Stage.QUEUED;
        clientMsgId = null;
    }

    /** Whether any byte of it may have left this process. */
    boolean sent() {
        return stage == Stage.SENT || stage == Stage.UNKNOWN;
    }

    void sentAs(String id, long nowNanos) {
        clientMsgId = id;
        stage = Stage.SENT;
        onItsWaySinceNanos = nowNanos;
    }

    /** The order that the request made, or 0 as long as that is not known. */
    long orderId() {
        return orderId;
    }

    void orderId(long id) {
        orderId = id;
    }

    /** The event that shows its order as the server's, or null. */
    @Nullable
    Message accepted() {
        return accepted;
    }

    void accepted(Message event) {
        accepted = event;
    }

    /** Whether the server is on record as having taken it, though nothing else may be known of its order. */
    boolean knownAsTaken() {
        return knownAsTaken;
    }

    /** The event by which the order that it is about ended without it, or null. */
    @Nullable
    Message overtaken() {
        return overtaken;
    }

    void overtaken(Message event) {
        overtaken = event;
    }

    /** Whether something else changed what it wants to change, after it was sent for the first time. */
    boolean overwritten() {
        return overwritten;
    }

    void setOverwritten() {
        overwritten = true;
    }

    /** A rejection that has to be verified by a look-up, or null. */
    @Nullable
    RequestRejectedException doubted() {
        return doubted;
    }

    void doubted(RequestRejectedException refusal) {
        doubted = refusal;
    }

    /** Whether the server did say that it did not carry the request out, so that it cannot be on its way any more. */
    boolean refusedForSure() {
        return doubted != null && !ServerErrorCode.UNKNOWN_ERROR.is(doubted.getErrorCode());
    }

    /** It has to be looked up from now on. */
    void becomeUnknown() {
        if (stage != Stage.UNKNOWN) {
            firstMissNanos = null;
        }
        stage = Stage.UNKNOWN;
    }

    /** The link that it was sent on is gone. What was looked up before no longer counts, since it may have come later. */
    void lostItsLink(long nowNanos) {
        if (!linkGone) {
            linkGone = true;
            onItsWaySinceNanos = nowNanos;
            firstMissNanos = null;
        }
        becomeUnknown();
    }

    /** The look-up showed that all is well, and events will tell the rest. */
    void becomeKnown() {
        stage = Stage.SENT;
    }

    ClientReport.Order report() {
        String request = request().getDescriptorForType().getName();
        return new ClientReport.Order(
                accountId(), key().operationId(), request.substring("ProtoOA".length()), stage.name());
    }

    /** When it was handed to the socket, or lost the link that it was handed to. */
    long onItsWaySinceNanos() {
        return onItsWaySinceNanos;
    }

    /** Notes that a complete look-up found no trace; returns whether an earlier one did not either. */
    boolean wasMissedBefore(long lookUpNanos) {
        if (firstMissNanos == null) {
            firstMissNanos = lookUpNanos;
        }
        return firstMissNanos != lookUpNanos;
    }

    /** Whether a caller got no answer, so that an event has to report the outcome. */
    boolean someoneToTell() {
        return someoneToTell;
    }

    void leftWithoutAnswer() {
        someoneToTell = true;
    }

    /** Its callers were told that it was not carried out, of which there is doubt now. */
    void judgedBefore() {
        judgedBefore = true;
    }

    /** Whether it goes on after its callers were told so. */
    boolean isReopened() {
        return judgedBefore;
    }

    /** It repeats one that was judged not to have been carried out, as this record says. */
    void repeats(OrderRecord judged) {
        judgement = judged;
    }

    /** By what an earlier attempt was judged, or null. */
    @Nullable
    OrderRecord judgement() {
        return judgement;
    }

    /** It was: whoever was told the opposite has to hear of it. */
    void carriedOut() {
        someoneToTell |= judgedBefore;
    }

    /** Whether its order rests, and nobody waits for more than what is on record. */
    boolean restsUnattended() {
        return record.phase() == OrderRecord.Phase.ACCEPTED && callers.isEmpty() && !someoneToTell;
    }

    void add(OutcomeWaiter caller) {
        callers.add(caller);
    }

    boolean hasCallers() {
        return !callers.isEmpty();
    }

    /** Takes out those who are to be told now. */
    List<OutcomeWaiter> takeCallers(Predicate<OutcomeWaiter> which) {
        List<OutcomeWaiter> taken = callers.stream().filter(which).toList();
        callers.removeAll(taken);
        return taken;
    }
}
