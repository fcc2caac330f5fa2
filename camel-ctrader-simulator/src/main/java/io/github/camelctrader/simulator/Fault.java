package io.github.camelctrader.simulator;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every way in which a simulator misbehaves on demand. The name in kebab-case ({@link #id}) is the same in the API, in {@link SimulatorFault}
 * and in a script: see {@link FaultRule} for when a fault happens and {@link FaultRule#parse} for how that is written.
 */
public enum Fault {
    /**
     * The request is executed, but none of its answers and events reaches the connection that asked. Other connections get
     * theirs.
     */
    SWALLOW_ANSWER(Kind.REQUEST, Parameter.NONE),
    /** The request is neither executed nor answered. */
    DROP_REQUEST(Kind.REQUEST, Parameter.NONE),
    /** The request is executed, but its answers and events come later by a time; default 1s. */
    LATE_ANSWER(Kind.REQUEST, Parameter.TIME),
    /** The connection is reset when the request arrives; the request is not executed. */
    CUT_BEFORE_EXECUTION(Kind.REQUEST, Parameter.NONE),
    /** The request is executed, then the connection is reset before anything is answered. */
    CUT_AFTER_EXECUTION(Kind.REQUEST, Parameter.NONE),
    /** The first answer of a new order or a close goes out, then the connection ends, orderly so that the answer arrives; the fill happens unseen. */
    CUT_BETWEEN_ACCEPTED_AND_FILLED(Kind.REQUEST, Parameter.NONE, 2106, 2111),
    /** The application authorisation is never answered nor granted. */
    HANG_APPLICATION_AUTH(Kind.REQUEST, Parameter.NONE, 2100),
    /** The account authorisation is never answered nor granted. */
    HANG_ACCOUNT_AUTH(Kind.REQUEST, Parameter.NONE, 2102),
    /** Each answer of the request comes twice. */
    DUPLICATE_ANSWER(Kind.REQUEST, Parameter.NONE),
    /** The answers of the request carry no clientMsgId. */
    ANSWER_WITHOUT_ID(Kind.REQUEST, Parameter.NONE),
    /** The answers of the request come after the next answer to another one, or after a time if there is none; default 1s. */
    REORDERED_ANSWERS(Kind.REQUEST, Parameter.TIME),
    /** A history answer holds only so many rows, the newest, and says {@code hasMore}; default 1. */
    HAS_MORE(Kind.REQUEST, Parameter.ROWS, 2133, 2137, 2145, 2175, 2179, 2183),
    /** The same with the oldest rows. */
    HAS_MORE_OLDEST(Kind.REQUEST, Parameter.ROWS, 2133, 2137, 2145, 2175, 2179, 2183),
    /** Refused with SERVER_IS_UNDER_MAINTENANCE in ProtoOAErrorRes, the end in seconds, until the end comes; default 10s. */
    MAINTENANCE(Kind.REQUEST, Parameter.TIME),
    /** The same in ProtoErrorRes, the end in milliseconds. */
    MAINTENANCE_PROTO_ERROR(Kind.REQUEST, Parameter.TIME),
    /** Refused with CANT_ROUTE_REQUEST. */
    CANT_ROUTE(Kind.REQUEST, Parameter.NONE),
    /** Refused with CH_SERVER_NOT_REACHABLE. */
    SERVER_NOT_REACHABLE(Kind.REQUEST, Parameter.NONE),
    /** Refused with BLOCKED_PAYLOAD_TYPE and retryAfter in whole seconds; the payload type stays blocked on the connection for that time; default 1s. */
    RATE_BLOCK(Kind.REQUEST, Parameter.TIME),
    /** Refused with REQUEST_FREQUENCY_EXCEEDED. */
    REQUEST_FREQUENCY_EXCEEDED(Kind.REQUEST, Parameter.NONE),
    /** Refused with OA_AUTH_TOKEN_EXPIRED; the token works for other requests. */
    TOKEN_EXPIRED(Kind.REQUEST, Parameter.NONE),
    /** Refused with INVALID_REQUEST and the text of an account that is not authorised. */
    ACCOUNT_NOT_AUTHORIZED(Kind.REQUEST, Parameter.NONE),
    /** The application authorisation is refused as for an application that was blocked, and the connection closes. */
    APPLICATION_BLOCKED(Kind.REQUEST, Parameter.NONE, 2100),
    /** The application authorisation is refused with CONNECTIONS_LIMIT_EXCEEDED, and the connection closes. */
    CONNECTIONS_LIMIT(Kind.REQUEST, Parameter.NONE, 2100),
    /** Refused with a code that no schema has. */
    UNKNOWN_ERROR_CODE(Kind.REQUEST, Parameter.NONE),
    /** Refused with a code of choice in ProtoOAErrorRes; default UNKNOWN_ERROR. */
    ERROR(Kind.REQUEST, Parameter.CODE),
    /** The request is executed, but what the connection that asked gets is a refusal with a code of choice; default UNKNOWN_ERROR. */
    ERROR_AFTER_EXECUTION(Kind.REQUEST, Parameter.CODE),
    /** A new order is refused by an order error event whose ids are zero, with a code of choice; default TRADING_BAD_VOLUME. */
    ORDER_ERROR(Kind.REQUEST, Parameter.CODE, 2106),

    /** The execution event carries an execution type from the future in its required field. */
    UNKNOWN_EXECUTION_TYPE(Kind.OUTPUT, Parameter.NONE, 2126),
    /** The message carries fields that no schema has, in the envelope and inside. */
    UNKNOWN_FIELDS(Kind.OUTPUT, Parameter.NONE),

    /** TCP reset; bytes under way are lost. */
    CUT_RST(Kind.LINK, Parameter.NONE),
    /** Orderly end: WebSocket close where there is one, TLS close notification, TCP FIN. */
    CUT_FIN(Kind.LINK, Parameter.NONE),
    /** The socket stays, but nothing is read or written any more. */
    HALF_OPEN(Kind.LINK, Parameter.NONE),
    /** The server stops reading, so that the TCP window fills; it still sends. */
    STALL_READING(Kind.LINK, Parameter.NONE),
    /** The server stops sending; it still reads and executes. */
    STALL_WRITING(Kind.LINK, Parameter.NONE),
    /** A frame of the right length that holds no envelope. */
    GARBAGE_FRAME(Kind.LINK, Parameter.NONE),
    /** The beginning of a frame that announces nearly 2 GB. */
    OVERSIZED_FRAME(Kind.LINK, Parameter.NONE),
    /** The beginning of a frame whose length is negative. */
    NEGATIVE_LENGTH(Kind.LINK, Parameter.NONE),
    /** A message whose payload type no schema has. */
    UNKNOWN_PAYLOAD_TYPE(Kind.LINK, Parameter.NONE),
    /** AccountDisconnectEvent for every account of the connection; their subscriptions are gone. */
    ACCOUNT_DISCONNECT(Kind.LINK, Parameter.NONE),
    /** AccountsTokenInvalidatedEvent for every account of the connection, although the token works; subscriptions survive. */
    TOKEN_INVALIDATED(Kind.LINK, Parameter.NONE),
    /** ClientDisconnectEvent: the application and all accounts have to be authorised again; the socket stays. */
    CLIENT_DISCONNECT(Kind.LINK, Parameter.NONE),

    /** The next connection is accepted by TCP, but its TLS handshake is never answered. */
    HANG_TLS_HANDSHAKE(Kind.CONNECTION, Parameter.NONE),
    /** The next connection is reset when its TLS handshake begins. */
    CUT_IN_HANDSHAKE(Kind.CONNECTION, Parameter.NONE),

    /** The operating system refuses new connections, for a time if one is given. */
    REFUSE_CONNECTIONS(Kind.SERVER, Parameter.DURATION),
    /** Every byte becomes a TLS record and TCP segment of its own, for a time if one is given. */
    SPLIT_FRAMES(Kind.SERVER, Parameter.DURATION),
    /** Output is held back for 20 ms and sent together, cut wherever 1000 bytes are full, for a time if one is given. */
    MERGED_FRAMES(Kind.SERVER, Parameter.DURATION);

    /** What brings a fault about. */
    public enum Kind {
        /** The next requests that fit; so many of them. */
        REQUEST,
        /** The next messages to clients that fit; so many of them. */
        OUTPUT,
        /** Happens at once on every open connection; with a payload type, on the connection of the next request that fits, before it. */
        LINK,
        /** The next connections; so many of them. */
        CONNECTION,
        /** Lasts until faults are cleared or its time is over. */
        SERVER
    }

    /** What may be said about a fault after its name. */
    public enum Parameter {
        /** Nothing. */
        NONE,
        /** A time such as {@code 500ms} or {@code 2s}, for which there is a default. */
        TIME,
        /** A time, or nothing for "until cleared". */
        DURATION,
        /** A number of rows, 1 or more. */
        ROWS,
        /** An error code, in capital letters. */
        CODE
    }

    private final Kind kind;
    private final Parameter parameter;
    private final Set<Integer> payloadTypes;

    Fault(Kind kind, Parameter parameter, Integer... payloadTypes) {
        this.kind = kind;
        this.parameter = parameter;
        this.payloadTypes = Set.of(payloadTypes);
    }

    /** The name in kebab-case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What brings it about. */
    public Kind kind() {
        return kind;
    }

    /** What may follow its name. */
    public Parameter parameter() {
        return parameter;
    }

    /** Payload types it is meant for unless a rule names one; empty for all. */
    public Set<Integer> payloadTypes() {
        return payloadTypes;
    }

    /** The fault with a name in kebab-case. */
    public static Optional<Fault> find(String id) {
        return Stream.of(values()).filter(fault -> fault.id().equals(id)).findFirst();
    }

    /** The name in kebab-case. */
    @Override
    public String toString() {
        return id();
    }
}
