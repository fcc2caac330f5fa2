package io.github.camelctrader.client;

import com.google.protobuf.Message;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to a consumer.
 *
 * @param kind how it is kept for a slow consumer
 * @param messageType how consumers select it: {@code SpotEvent}, {@code ExecutionEvent}, {@code ConnectionEvent}, ...;
 *     {@code ProtoMessage} when the payload type is not in the schema
 * @param payloadType the number on the wire, or 0 for an event made by this client
 * @param body a message of the schema, the envelope ({@code ProtoMessage}) when its payload type is not in the schema,
 *     or a {@link ComponentEvent}
 * @param accountId {@code ctidTraderAccountId}, or 0 when the event belongs to no single account
 * @param symbolId the one symbol that the event is about, or 0
 * @param symbolName the symbol's name, or null when there is no symbol or its name is not known yet
 * @param quote the merged prices of a spot event, null for all other events
 * @param timestamp Unix time in ms as the event itself carries it, or null
 * @param clientMsgId as on the wire, or null
 * @param conflated how many updates were merged into this one: 2 or more, or 1 when it is just itself
 * @param recovered true for an execution that was missed while it happened and read from the account's history afterwards
 * @param handled to be told whether a consumer dealt with it, for what must be told until one did; on any thread. Null for all else
 */
public record ClientEvent(
        EventKind kind,
        String messageType,
        int payloadType,
        Object body,
        long accountId,
        long symbolId,
        @Nullable String symbolName,
        @Nullable Quote quote,
        @Nullable Long timestamp,
        @Nullable String clientMsgId,
        int conflated,
        boolean recovered,
        @Nullable Consumer<Boolean> handled) {

    /** An event that came when it happened: a quote if it has prices, a fact otherwise. */
    public ClientEvent(
            String messageType,
            int payloadType,
            Object body,
            long accountId,
            long symbolId,
            @Nullable String symbolName,
            @Nullable Quote quote,
            @Nullable Long timestamp,
            @Nullable String clientMsgId,
            int conflated) {
        this(
                quote == null ? EventKind.FACT : EventKind.QUOTE,
                messageType,
                payloadType,
                body,
                accountId,
                symbolId,
                symbolName,
                quote,
                timestamp,
                clientMsgId,
                conflated,
                false,
                null);
    }

    /** The same event, with somebody who is to be told whether a consumer dealt with it. */
    public ClientEvent whenHandled(Consumer<Boolean> listener) {
        return new ClientEvent(
                kind,
                messageType,
                payloadType,
                body,
                accountId,
                symbolId,
                symbolName,
                quote,
                timestamp,
                clientMsgId,
                conflated,
                recovered,
                listener);
    }

    /**
     * Tells whoever waits for it whether a consumer dealt with this event. Nobody does for most events.
     *
     * @param completed false when it was not dealt with, so that it is told again
     */
    public void handled(boolean completed) {
        if (handled != null) {
            handled.accept(completed);
        }
    }

    /** The body as a protobuf message, or null for an event made by this client. */
    public @Nullable Message message() {
        return body instanceof Message message ? message : null;
    }

    /** The same event with another body, quote and count, as conflation makes them. */
    public ClientEvent merged(Message body, @Nullable Quote quote, @Nullable Long timestamp, int conflated) {
        return with(body, quote, timestamp, conflated, recovered);
    }

    /** The same event, kept in another way. */
    public ClientEvent as(EventKind otherKind) {
        return new ClientEvent(
                otherKind,
                messageType,
                payloadType,
                body,
                accountId,
                symbolId,
                symbolName,
                quote,
                timestamp,
                clientMsgId,
                conflated,
                recovered,
                handled);
    }

    /** The same event, which stands for others too that it made worthless. */
    public ClientEvent standingFor(int updates) {
        return with(body, quote, timestamp, updates, recovered);
    }

    /** The same event, read from history. */
    public ClientEvent asRecovered() {
        return with(body, quote, timestamp, conflated, true);
    }

    private ClientEvent with(
            Object newBody,
            @Nullable Quote newQuote,
            @Nullable Long newTimestamp,
            int newConflated,
            boolean newRecovered) {
        return new ClientEvent(
                kind,
                messageType,
                payloadType,
                newBody,
                accountId,
                symbolId,
                symbolName,
                newQuote,
                newTimestamp,
                clientMsgId,
                newConflated,
                newRecovered,
                handled);
    }

    /** Without the contents of the message. */
    @Override
    public String toString() {
        return messageType + "[accountId=" + accountId + ", symbolId=" + symbolId + ", timestamp=" + timestamp
                + (conflated > 1 ? ", conflated=" + conflated : "") + (recovered ? ", recovered]" : "]");
    }
}
