package io.github.camelctrader;

import org.apache.camel.spi.Metadata;

/** Names of the message headers that consumer and producer set, and of the few that the producer reads. */
public final class CTraderConstants {
    @Metadata(label = "common", description = "The environment: demo or live.", javaType = "String")
    public static final String ENVIRONMENT = "CamelCTraderEnvironment";

    @Metadata(
            label = "common",
            description = "Kind of the message in the body, without ProtoOA: SpotEvent, ExecutionEvent, VersionRes, ..."
                    + " On the way into a producer it selects the request when it names one, with or without ProtoOA;"
                    + " names of events and answers are left alone.",
            javaType = "String",
            important = true)
    public static final String MESSAGE_TYPE = "CamelCTraderMessageType";

    @Metadata(
            label = "common",
            description = "Number of the message's kind on the wire; absent on events that the component makes itself.",
            javaType = "Integer")
    public static final String PAYLOAD_TYPE = "CamelCTraderPayloadType";

    @Metadata(
            label = "common",
            description = "The id that a request and its answers share. The component chooses it.",
            javaType = "String")
    public static final String CLIENT_MSG_ID = "CamelCTraderClientMsgId";

    @Metadata(
            label = "common",
            description =
                    "The ctidTraderAccountId that the message belongs to. On the way into a producer: the account of"
                            + " the request when its body names none; it goes before the option accountId.",
            javaType = "Long",
            important = true)
    public static final String ACCOUNT_ID = "CamelCTraderAccountId";

    @Metadata(
            label = "producer",
            description =
                    "With paging: the download of which the body, or the row that was split off it, is. Its progress"
                            + " tells how far it is.",
            javaType = "io.github.camelctrader.client.HistoryDownload")
    public static final String DOWNLOAD = "CamelCTraderDownload";

    @Metadata(label = "common", description = "Id of the one symbol that the message is about.", javaType = "Long")
    public static final String SYMBOL_ID = "CamelCTraderSymbolId";

    @Metadata(
            label = "consumer",
            description = "Name of that symbol, as soon as it is known.",
            javaType = "String",
            important = true)
    public static final String SYMBOL_NAME = "CamelCTraderSymbolName";

    @Metadata(
            label = "consumer",
            description =
                    "Bid as a price (1.08512), on spot events. The last known one when the event itself carries none.",
            javaType = "java.math.BigDecimal",
            important = true)
    public static final String BID = "CamelCTraderBid";

    @Metadata(
            label = "consumer",
            description =
                    "Ask as a price (1.08513), on spot events. The last known one when the event itself carries none.",
            javaType = "java.math.BigDecimal",
            important = true)
    public static final String ASK = "CamelCTraderAsk";

    @Metadata(label = "consumer", description = "Unix time in ms that the event carries.", javaType = "Long")
    public static final String TIMESTAMP = "CamelCTraderTimestamp";

    @Metadata(
            label = "consumer",
            description = "How many updates were merged into this event, 2 or more; absent otherwise.",
            javaType = "Integer")
    public static final String CONFLATED = "CamelCTraderConflated";

    @Metadata(
            label = "consumer",
            description =
                    "True on an execution that the connection missed while it was interrupted, or that a full queue did"
                            + " not keep, and on a bar that closed meanwhile, which were read from history afterwards;"
                            + " absent otherwise. An execution's"
                            + " order and position, where present, are as they were when history was read.",
            javaType = "Boolean")
    public static final String RECOVERED = "CamelCTraderRecovered";

    @Metadata(label = "common", description = "Id of the order.", javaType = "Long")
    public static final String ORDER_ID = "CamelCTraderOrderId";

    @Metadata(label = "common", description = "Id of the position.", javaType = "Long")
    public static final String POSITION_ID = "CamelCTraderPositionId";

    @Metadata(
            label = "common",
            description =
                    "The id that whoever placed the order gave it. On the way into a producer, the id by which any"
                            + " request that changes orders is known again, unless the body of a new order has one;"
                            + " without it, the component makes one. The answer to such a request shows its id.",
            javaType = "String")
    public static final String CLIENT_ORDER_ID = "CamelCTraderClientOrderId";

    @Metadata(
            label = "common",
            description = "What happened to the order or account: ORDER_ACCEPTED, ORDER_FILLED, ...",
            javaType = "String",
            important = true)
    public static final String EXECUTION_TYPE = "CamelCTraderExecutionType";

    @Metadata(
            label = "common",
            description = "The server's error code, on events that carry one and on exchanges whose request failed.",
            javaType = "String")
    public static final String ERROR_CODE = "CamelCTraderErrorCode";

    @Metadata(label = "common", description = "The server's words to the error code.", javaType = "String")
    public static final String ERROR_DESCRIPTION = "CamelCTraderErrorDescription";

    @Metadata(
            label = "common",
            description =
                    "True on events and answers that lack a field which the schema requires, because the server is"
                            + " newer than the schema: a future execution type, for instance, leaves executionType unset. The bytes"
                            + " (byte[]) still hold what the server said; absent otherwise.",
            javaType = "Boolean")
    public static final String INCOMPLETE = "CamelCTraderIncomplete";

    @Metadata(
            label = "producer",
            description = "Seconds until a refused request may be sent again, where the server said so.",
            javaType = "Long")
    public static final String RETRY_AFTER = "CamelCTraderRetryAfter";

    @Metadata(
            label = "consumer",
            description = "Unix time in ms of the last event before a gap, on gap events.",
            javaType = "Long")
    public static final String GAP_FROM = "CamelCTraderGapFrom";

    @Metadata(
            label = "consumer",
            description = "Unix time in ms from which events come in again, on gap events.",
            javaType = "Long")
    public static final String GAP_TO = "CamelCTraderGapTo";

    @Metadata(label = "consumer", description = "Period of a bar: M1, H1, ...", javaType = "String")
    public static final String PERIOD = "CamelCTraderPeriod";

    @Metadata(
            label = "consumer",
            description = "On bars: true on one that is closed, false while it is being formed.",
            javaType = "Boolean")
    public static final String CLOSED = "CamelCTraderClosed";

    @Metadata(
            label = "consumer",
            description =
                    "True on a depth event before which whoever puts the order book together has to empty it; absent"
                            + " otherwise.",
            javaType = "Boolean")
    public static final String BOOK_RESET = "CamelCTraderBookReset";

    private CTraderConstants() {}
}
