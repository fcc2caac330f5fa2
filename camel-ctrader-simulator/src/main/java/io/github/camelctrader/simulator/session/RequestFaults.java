package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.session.Faults.Happening;
import java.util.function.Consumer;

/** What the faults of requests do to one. */
final class RequestFaults {
    private static final String FUTURE_CODE = "A_CODE_FROM_THE_FUTURE";
    private static final long SECOND = 1000;

    private final Scheduler scheduler;

    RequestFaults(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Lets a fault happen to a request.
     *
     * @param happening the fault
     * @param caller who sent the request
     * @param payloadType of the request
     * @param nanos when it came, on the monotonic clock
     * @param execution executes the request and answers by the caller it is given
     */
    void meet(Happening happening, Requester caller, int payloadType, long nanos, Consumer<Requester> execution) {
        FaultRule rule = happening.rule();
        Link link = caller.session().link();
        switch (happening.fault()) {
            case SWALLOW_ANSWER -> execution.accept(caller.by(Delivery.NONE));
            case LATE_ANSWER -> execution.accept(caller.by(Delivery.late(rule.time(), scheduler)));
            case CUT_BEFORE_EXECUTION -> link.cut(CutKind.RST);
            case CUT_AFTER_EXECUTION -> {
                execution.accept(caller.by(Delivery.NONE));
                link.cut(CutKind.RST);
            }
            case CUT_BETWEEN_ACCEPTED_AND_FILLED -> execution.accept(caller.by(Delivery.LAST));
            case DUPLICATE_ANSWER -> execution.accept(caller.by(Delivery.TWICE));
            case ERROR_AFTER_EXECUTION -> {
                execution.accept(caller.by(Delivery.NONE));
                caller.refuse(rule.code(), "Asked for by a fault");
            }
            case ANSWER_WITHOUT_ID -> execution.accept(caller.by(Delivery.WITHOUT_ID));
            case REORDERED_ANSWERS -> execution.accept(caller.by(Delivery.reordered(rule.time(), scheduler)));
            case HAS_MORE -> execution.accept(caller.by(Delivery.pages(rule.rows(), true)));
            case HAS_MORE_OLDEST -> execution.accept(caller.by(Delivery.pages(rule.rows(), false)));
            case DROP_REQUEST, HANG_APPLICATION_AUTH, HANG_ACCOUNT_AUTH -> {}
            default -> refuse(happening, caller, payloadType, nanos);
        }
    }

    private static void refuse(Happening happening, Requester caller, int payloadType, long nanos) {
        FaultRule rule = happening.rule();
        switch (happening.fault()) {
            case MAINTENANCE ->
                caller.answer(
                        caller.error(ProtoOAErrorCode.SERVER_IS_UNDER_MAINTENANCE.name(), "Server is under maintenance")
                                .setMaintenanceEndTimestamp((happening.endMillis() + SECOND - 1) / SECOND)
                                .build());
            case MAINTENANCE_PROTO_ERROR ->
                caller.answer(ProtoErrorRes.newBuilder()
                        .setErrorCode(ProtoOAErrorCode.SERVER_IS_UNDER_MAINTENANCE.name())
                        .setDescription("Server is under maintenance")
                        .setMaintenanceEndTimestamp(happening.endMillis())
                        .build());
            case CANT_ROUTE -> caller.refuse(ProtoErrorCode.CANT_ROUTE_REQUEST, "Cannot route request");
            case SERVER_NOT_REACHABLE ->
                caller.refuse(ProtoOAErrorCode.CH_SERVER_NOT_REACHABLE, "Trading server is not reachable");
            case RATE_BLOCK -> {
                long seconds = Math.max(1, (rule.time().toMillis() + SECOND - 1) / SECOND);
                caller.session().limits().block(payloadType, nanos, seconds);
                caller.refuseBlocked(seconds);
            }
            case REQUEST_FREQUENCY_EXCEEDED -> caller.refuseTooFrequent();
            case TOKEN_EXPIRED -> caller.refuse(ProtoOAErrorCode.OA_AUTH_TOKEN_EXPIRED, "Access token is expired");
            case ACCOUNT_NOT_AUTHORIZED -> caller.refuseUnauthorised();
            case APPLICATION_BLOCKED -> {
                caller.refuse(ProtoOAErrorCode.CH_CLIENT_AUTH_FAILURE, "Application is blocked by administrator");
                caller.session().link().close();
            }
            case CONNECTIONS_LIMIT -> {
                caller.refuse(ProtoOAErrorCode.CONNECTIONS_LIMIT_EXCEEDED, "Limit of connections is reached");
                caller.session().link().close();
            }
            case UNKNOWN_ERROR_CODE -> caller.refuse(FUTURE_CODE, "An error nobody knows yet");
            case ERROR -> caller.refuse(rule.code(), "Asked for by a fault");
            case ORDER_ERROR ->
                caller.answer(ProtoOAOrderErrorEvent.newBuilder()
                        .setCtidTraderAccountId(caller.accountId())
                        .setErrorCode(rule.code())
                        .setOrderId(0)
                        .setPositionId(0)
                        .setDescription("Asked for by a fault")
                        .build());
            default -> throw new IllegalStateException(happening.fault() + " does nothing to requests");
        }
    }
}
