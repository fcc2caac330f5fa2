package io.github.camelctrader.client;

import com.google.protobuf.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an order journal knows of one operation: a new order, cancel, amendment or close. A record is replaced, never
 * changed. It holds no secret.
 *
 * @param environment the system the account belongs to
 * @param accountId {@code ctidTraderAccountId}
 * @param operationId {@code clientOrderId} of a new order; an id of the client's own for all others, which have none in the
 *     protocol
 * @param phase its state
 * @param submittedAt when the request was first written down, to the millisecond
 * @param updatedAt when this record was made, to the millisecond
 * @param request the request as it was sent or was to be sent, required fields set
 * @param outcome the message that told the outcome, an execution event as a rule; null when no message did
 * @param errorCode the server's code if it rejected the request; else null
 * @param description the server's words, or how the outcome was found; else null
 * @param contents what was asked for, as a text that is the same whenever the same is asked for, while the request may hold more;
 *     null in records of versions that did not keep it
 * @param before what was known when the request was written down, so that a look-up can tell what came after it
 * @param untold whether an event has still to report the outcome, because the caller got no answer
 */
public record OrderRecord(
        Environment environment,
        long accountId,
        String operationId,
        Phase phase,
        Instant submittedAt,
        Instant updatedAt,
        Message request,
        @Nullable Message outcome,
        @Nullable String errorCode,
        @Nullable String description,
        @Nullable String contents,
        Before before,
        boolean untold) {

    /**
     * What was known before the send.
     *
     * @param serverMillis the server's time, in Unix ms by its own clock, or earlier; 0 when nothing told it
     * @param positionVolume the volume of the position that the request closes, in 0.01 of a unit; 0 when it was not known
     * @param positionChanged when the server had last changed that position, in Unix ms by its own clock; 0 with the volume
     */
    public record Before(long serverMillis, long positionVolume, long positionChanged) {
        /** Nothing was known. */
        public static final Before NOTHING = new Before(0, 0, 0);
    }

    public OrderRecord {
        if (operationId.isEmpty()) {
            throw new IllegalArgumentException("An operation needs an id");
        }
        submittedAt = submittedAt.truncatedTo(ChronoUnit.MILLIS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A record without {@code contents} and {@code before}, whose outcome is not to be reported by an event. */
    public OrderRecord(
            Environment environment,
            long accountId,
            String operationId,
            Phase phase,
            Instant submittedAt,
            Instant updatedAt,
            Message request,
            @Nullable Message outcome,
            @Nullable String errorCode,
            @Nullable String description) {
        this(
                environment,
                accountId,
                operationId,
                phase,
                submittedAt,
                updatedAt,
                request,
                outcome,
                errorCode,
                description,
                null,
                Before.NOTHING,
                false);
    }

    /** The first record of an operation, written before the request is sent. */
    public static OrderRecord submitted(
            Environment environment, long accountId, String operationId, Message request, Instant now) {
        return new OrderRecord(
                environment, accountId, operationId, Phase.SUBMITTED, now, now, request, null, null, null);
    }

    /** The record that replaces this one; {@code contents}, {@code before} and {@code untold} are kept. */
    public OrderRecord next(
            Phase phase,
            Instant now,
            @Nullable Message outcome,
            @Nullable String errorCode,
            @Nullable String description) {
        return new OrderRecord(
                environment,
                accountId,
                operationId,
                phase,
                submittedAt,
                now,
                request,
                outcome,
                errorCode,
                description,
                contents,
                before,
                untold);
    }

    /** The same, with what was asked for. */
    public OrderRecord asking(String asked) {
        return with(asked, before, untold);
    }

    /** The same with what was known before the send. */
    public OrderRecord after(Before known) {
        return with(contents, known, untold);
    }

    /** The same, with another {@code untold}. */
    public OrderRecord untold(boolean toTell) {
        return with(contents, before, toTell);
    }

    private OrderRecord with(@Nullable String asked, Before known, boolean toTell) {
        return new OrderRecord(
                environment,
                accountId,
                operationId,
                phase,
                submittedAt,
                updatedAt,
                request,
                outcome,
                errorCode,
                description,
                asked,
                known,
                toTell);
    }

    /** What tells operations apart: two records with equal keys are about the same one. */
    public Key key() {
        return new Key(environment, accountId, operationId);
    }

    /** This record as bytes, for stores that keep bytes. Later versions read what earlier ones wrote. */
    public byte[] toByteArray() {
        return OrderRecordBytes.write(this);
    }

    /**
     * Reads what {@link #toByteArray()} wrote.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static OrderRecord parseFrom(byte[] bytes) {
        return OrderRecordBytes.read(bytes);
    }

    /** On one line, without the messages. */
    @Override
    public String toString() {
        return "OrderRecord[" + environment + " " + accountId + " " + operationId + " " + phase
                + (errorCode == null ? "" : " " + errorCode) + "]";
    }

    /**
     * Names an operation.
     *
     * @param accountId {@code ctidTraderAccountId}
     */
    public record Key(Environment environment, long accountId, String operationId) {}

    /** The state of an operation. */
    public enum Phase {
        /** Written down before the send; whether it was sent is not known from this record. */
        SUBMITTED,
        /** It never left the process. */
        NOT_SENT,
        /** Not found at the server, though it may have been sent; or refused for a reason that is not in the request. */
        ABSENT,
        /** The server rejected it. */
        REJECTED,
        /** The server took it and it goes on: an order that rests. */
        ACCEPTED,
        /** Carried out or ended; nothing more will happen to it. */
        DONE,
        /** It may have been carried out; its outcome is being looked up. */
        UNKNOWN;

        /** Whether nothing can follow, so that the record may be forgotten in time. */
        public boolean isSettled() {
            return this == NOT_SENT || this == ABSENT || this == REJECTED || this == DONE;
        }
    }
}
