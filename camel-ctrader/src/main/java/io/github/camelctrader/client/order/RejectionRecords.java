package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.request.ServerErrors;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between exceptions that say that nothing was done, and the records that keep them. */
final class RejectionRecords {
    private RejectionRecords() {}

    /** The record of an operation that failed in this way. */
    static OrderRecord record(OrderRecord last, CTraderException failure, Instant now) {
        if (failure instanceof RequestRejectedException rejected) {
            return last.next(Phase.REJECTED, now, null, rejected.getErrorCode(), rejected.getDescription());
        }
        if (failure instanceof AuthenticationException refused) {
            return last.next(Phase.ABSENT, now, null, refused.getErrorCode(), refused.getDescription());
        }
        Phase phase = failure instanceof NotSentException ? Phase.NOT_SENT : Phase.ABSENT;
        return last.next(phase, now, null, null, failure.getMessage());
    }

    /**
     * What a caller who repeats a refused operation is told; null when it may be carried out anew, because nothing was done
     * and the cause may have passed.
     */
    static @Nullable CTraderException lasting(OrderRecord record) {
        if (record.phase() != Phase.REJECTED) {
            return null;
        }
        CTraderException refusal = of(record.accountId(), String.valueOf(record.errorCode()), record.description());
        return refusal instanceof RequestRejectedException && refusal.getRetryability() == Retryability.AFTER_FIX
                ? refusal
                : null;
    }

    /** Whether a record says that an operation was looked for and not found, which may turn out to be wrong. */
    static boolean isJudgement(OrderRecord record) {
        return record.phase() == Phase.ABSENT || ServerErrorCode.UNKNOWN_ERROR.is(record.errorCode());
    }

    /** The exception that a code of the server stands for. */
    static CTraderException of(long accountId, String errorCode, @Nullable String description) {
        ProtoOAOrderErrorEvent.Builder error = ProtoOAOrderErrorEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setErrorCode(errorCode);
        if (description != null) {
            error.setDescription(description);
        }
        return Objects.requireNonNull(ServerErrors.refusal(error.build()));
    }
}
