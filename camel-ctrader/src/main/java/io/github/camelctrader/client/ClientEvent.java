package io.github.camelctrader.client;

import com.google.protobuf.Message;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One event on its way to a consumer. Immutable; any thread. */
public final class ClientEvent {
    private final EventKind kind;
    private final String messageType;
    private final int payloadType;
    private final Object body;
    private final long accountId;
    private final long symbolId;
    private final @Nullable String symbolName;
    private final @Nullable Quote quote;
    private final @Nullable Long timestamp;
    private final @Nullable String clientMsgId;
    private final int conflated;
    private final boolean recovered;
    private final @Nullable Consumer<Boolean> handled;

    private ClientEvent(Builder from) {
        EventKind otherwise = from.quote == null ? EventKind.FACT : EventKind.QUOTE;
        this.kind = from.kind == null ? otherwise : from.kind;
        this.messageType = from.messageType;
        this.payloadType = from.payloadType;
        this.body = from.body;
        this.accountId = from.accountId;
        this.symbolId = from.symbolId;
        this.symbolName = from.symbolName;
        this.quote = from.quote;
        this.timestamp = from.timestamp;
        this.clientMsgId = from.clientMsgId;
        this.conflated = from.conflated;
        this.recovered = from.recovered;
        this.handled = from.handled;
    }

    /**
     * An event of this type, about no account and no symbol until the builder is told of them.
     *
     * @param messageType see {@link #messageType()}
     * @param body see {@link #body()}
     */
    public static Builder builder(String messageType, Object body) {
        return new Builder(messageType, body);
    }

    /** How the event is kept for a slow consumer. */
    public EventKind kind() {
        return kind;
    }

    /**
     * The name by which consumers select it: {@code SpotEvent}, {@code ExecutionEvent}, {@code ConnectionEvent}, ...; {@code
     * ProtoMessage} when the payload type is not in the schema.
     */
    public String messageType() {
        return messageType;
    }

    /** The number on the wire, or 0 for an event made by this client. */
    public int payloadType() {
        return payloadType;
    }

    /**
     * A message of the schema, the envelope ({@code ProtoMessage}) when its payload type is not in the schema, or a
     * {@link ComponentEvent}.
     */
    public Object body() {
        return body;
    }

    /** {@code ctidTraderAccountId}, or 0 when the event belongs to no single account. */
    public long accountId() {
        return accountId;
    }

    /** The one symbol that the event is about, or 0. */
    public long symbolId() {
        return symbolId;
    }

    /** The symbol's name, or null when there is no symbol or its name is not known yet. */
    public @Nullable String symbolName() {
        return symbolName;
    }

    /** The merged prices of a spot event, null for all other events. */
    public @Nullable Quote quote() {
        return quote;
    }

    /** Unix time in ms as the event itself carries it, or null. */
    public @Nullable Long timestamp() {
        return timestamp;
    }

    /** As on the wire, or null. */
    public @Nullable String clientMsgId() {
        return clientMsgId;
    }

    /** How many updates were merged into this event, itself included; 1 if none was. */
    public int conflated() {
        return conflated;
    }

    /** True for an execution that was missed while it happened and read from the account's history afterwards. */
    public boolean recovered() {
        return recovered;
    }

    /** True for an event that is delivered again until a consumer completes it; see {@link #handled(boolean)}. */
    public boolean awaitsHandling() {
        return handled != null;
    }

    /**
     * Reports whether a consumer completed this event. Has no effect unless {@link #awaitsHandling}.
     *
     * @param completed false when it was not completed, so that it is delivered again
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

    /**
     * The same event, which is delivered again until a consumer completes it.
     *
     * @param listener receives the argument of {@link #handled(boolean)}, on any thread
     */
    public ClientEvent whenHandled(Consumer<Boolean> listener) {
        Builder copy = toBuilder();
        copy.handled = listener;
        return copy.build();
    }

    /** The same event with another body, quote and count, as conflation makes them. */
    public ClientEvent merged(Message body, @Nullable Quote quote, @Nullable Long timestamp, int conflated) {
        Builder copy = toBuilder().quote(quote).timestamp(timestamp).conflated(conflated);
        copy.body = body;
        return copy.build();
    }

    /** The same event with another kind. */
    public ClientEvent as(EventKind otherKind) {
        return toBuilder().kind(otherKind).build();
    }

    /**
     * The same event as the replacement of earlier ones that it made obsolete.
     *
     * @param updates how many it replaces, itself included
     */
    public ClientEvent standingFor(int updates) {
        return toBuilder().conflated(updates).build();
    }

    /** The same event, read from history. */
    public ClientEvent asRecovered() {
        Builder copy = toBuilder();
        copy.recovered = true;
        return copy.build();
    }

    private Builder toBuilder() {
        Builder copy = new Builder(messageType, body)
                .kind(kind)
                .payloadType(payloadType)
                .account(accountId)
                .symbol(symbolId, symbolName)
                .quote(quote)
                .timestamp(timestamp)
                .clientMsgId(clientMsgId)
                .conflated(conflated);
        copy.recovered = recovered;
        copy.handled = handled;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof ClientEvent event
                        && kind == event.kind
                        && messageType.equals(event.messageType)
                        && payloadType == event.payloadType
                        && body.equals(event.body)
                        && accountId == event.accountId
                        && symbolId == event.symbolId
                        && Objects.equals(symbolName, event.symbolName)
                        && Objects.equals(quote, event.quote)
                        && Objects.equals(timestamp, event.timestamp)
                        && Objects.equals(clientMsgId, event.clientMsgId)
                        && conflated == event.conflated
                        && recovered == event.recovered
                        && Objects.equals(handled, event.handled);
    }

    @Override
    public int hashCode() {
        return Objects.hash(messageType, body, accountId, symbolId, timestamp, conflated);
    }

    /** Without the contents of the message. */
    @Override
    public String toString() {
        return messageType + "[accountId=" + accountId + ", symbolId=" + symbolId + ", timestamp=" + timestamp
                + (conflated > 1 ? ", conflated=" + conflated : "") + (recovered ? ", recovered]" : "]");
    }

    /** Makes an event. What is not set is 0 or null in the event; one thread at a time. */
    public static final class Builder {
        private final String messageType;
        private Object body;
        private @Nullable EventKind kind;
        private int payloadType;
        private long accountId;
        private long symbolId;
        private @Nullable String symbolName;
        private @Nullable Quote quote;
        private @Nullable Long timestamp;
        private @Nullable String clientMsgId;
        private int conflated = 1;
        private boolean recovered;
        private @Nullable Consumer<Boolean> handled;

        private Builder(String messageType, Object body) {
            this.messageType = messageType;
            this.body = body;
        }

        /** See {@link ClientEvent#kind()}. Not set, it is a quote if the event has prices and a fact otherwise. */
        public Builder kind(EventKind newKind) {
            kind = newKind;
            return this;
        }

        /** See {@link ClientEvent#payloadType()}. */
        public Builder payloadType(int newPayloadType) {
            payloadType = newPayloadType;
            return this;
        }

        /** See {@link ClientEvent#accountId()}. */
        public Builder account(long newAccountId) {
            accountId = newAccountId;
            return this;
        }

        /** See {@link ClientEvent#symbolId()} and {@link ClientEvent#symbolName()}. */
        public Builder symbol(long newSymbolId, @Nullable String newSymbolName) {
            symbolId = newSymbolId;
            symbolName = newSymbolName;
            return this;
        }

        /** See {@link ClientEvent#quote()}. */
        public Builder quote(@Nullable Quote newQuote) {
            quote = newQuote;
            return this;
        }

        /** See {@link ClientEvent#timestamp()}. */
        public Builder timestamp(@Nullable Long newTimestamp) {
            timestamp = newTimestamp;
            return this;
        }

        /** See {@link ClientEvent#clientMsgId()}. */
        public Builder clientMsgId(@Nullable String newClientMsgId) {
            clientMsgId = newClientMsgId;
            return this;
        }

        /** See {@link ClientEvent#conflated()}. */
        public Builder conflated(int updates) {
            conflated = updates;
            return this;
        }

        public ClientEvent build() {
            return new ClientEvent(this);
        }
    }
}
