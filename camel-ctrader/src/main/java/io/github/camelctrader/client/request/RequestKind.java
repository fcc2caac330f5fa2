package io.github.camelctrader.client.request;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;

/** What the payload type of a request says about how to treat it. */
public final class RequestKind {
    private RequestKind() {}

    /** Where a request of the user stands in the queue. */
    public static Priority priorityOf(int payloadType) {
        ProtoOAPayloadType type = ProtoOAPayloadType.forNumber(payloadType);
        if (type == null) {
            return Priority.QUERY;
        }
        return switch (type) {
            case PROTO_OA_APPLICATION_AUTH_REQ,
                    PROTO_OA_ACCOUNT_AUTH_REQ,
                    PROTO_OA_ACCOUNT_LOGOUT_REQ,
                    PROTO_OA_REFRESH_TOKEN_REQ -> Priority.CONTROL;
            case PROTO_OA_NEW_ORDER_REQ,
                    PROTO_OA_CANCEL_ORDER_REQ,
                    PROTO_OA_AMEND_ORDER_REQ,
                    PROTO_OA_AMEND_POSITION_SLTP_REQ,
                    PROTO_OA_CLOSE_POSITION_REQ -> Priority.TRADING;
            case PROTO_OA_SUBSCRIBE_SPOTS_REQ,
                    PROTO_OA_UNSUBSCRIBE_SPOTS_REQ,
                    PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ,
                    PROTO_OA_UNSUBSCRIBE_LIVE_TRENDBAR_REQ,
                    PROTO_OA_SUBSCRIBE_DEPTH_QUOTES_REQ,
                    PROTO_OA_UNSUBSCRIBE_DEPTH_QUOTES_REQ -> Priority.SUBSCRIPTION;
            case PROTO_OA_GET_TRENDBARS_REQ,
                    PROTO_OA_GET_TICKDATA_REQ,
                    PROTO_OA_DEAL_LIST_REQ,
                    PROTO_OA_ORDER_LIST_REQ,
                    PROTO_OA_CASH_FLOW_HISTORY_LIST_REQ -> Priority.HISTORICAL;
            default -> Priority.QUERY;
        };
    }

    /** Whether sending such a request twice could do something twice, so that its fate must never be guessed. */
    public static boolean changesOrders(int payloadType) {
        return priorityOf(payloadType) == Priority.TRADING;
    }

    /** Whether nothing else works until such a request is granted. */
    static boolean isAuthorisation(int payloadType) {
        return payloadType == ProtoOAPayloadType.PROTO_OA_APPLICATION_AUTH_REQ_VALUE
                || payloadType == ProtoOAPayloadType.PROTO_OA_ACCOUNT_AUTH_REQ_VALUE
                || payloadType == ProtoOAPayloadType.PROTO_OA_REFRESH_TOKEN_REQ_VALUE;
    }
}
