package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.subscription.SpotPlan.Step;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the outcome of one subscription request means. The codes are names of {@code ProtoOAErrorCode}. */
enum SubscribeResult {
    /** Done, or found done. */
    DONE,
    /** One of several symbols was refused, and nobody says which: ask for each alone. */
    SPLIT,
    /** This one symbol is not known to the server: it may be soon, or when the broker changes its symbols, or never. */
    NOT_KNOWN,
    /** This one symbol was refused; that may change. */
    REFUSED,
    /** Refused for a reason that has nothing to do with the symbols; nothing was changed. */
    ACCOUNT_REFUSED,
    /** Not carried out for now: not sent, or over the server's limits. */
    POSTPONED,
    /** No answer: nobody knows whether it was carried out. */
    UNANSWERED;

    private static final Set<String> UNKNOWN_SYMBOL = Set.of("SYMBOL_NOT_FOUND", "UNKNOWN_SYMBOL", "ENTITY_NOT_FOUND");
    private static final Set<String> OF_THE_ACCOUNT = Set.of(
            "ACCOUNT_NOT_AUTHORIZED",
            "CH_CLIENT_NOT_AUTHENTICATED",
            "CH_ACCESS_TOKEN_INVALID",
            "OA_AUTH_TOKEN_EXPIRED",
            "CHANNEL_IS_BLOCKED",
            "CANT_ROUTE_REQUEST",
            "CH_SERVER_NOT_REACHABLE");

    static SubscribeResult of(Step step, @Nullable CTraderException error) {
        if (error == null) {
            return DONE;
        }
        if (error instanceof NotSentException || error.getRetryability() == Retryability.AFTER_DELAY) {
            return POSTPONED;
        }
        if (error instanceof AuthenticationException) {
            return ACCOUNT_REFUSED;
        }
        return error instanceof RequestRejectedException no ? ofRefusal(step, no) : UNANSWERED;
    }

    private static SubscribeResult ofRefusal(Step step, RequestRejectedException no) {
        if (OF_THE_ACCOUNT.contains(no.getErrorCode())) {
            return ACCOUNT_REFUSED;
        }
        if (step.spots().size() > 1) {
            return SPLIT;
        }
        if (step.change() == SpotChange.UNSUBSCRIBE) {
            // What cannot be unsubscribed is not subscribed; only a no that invites a repetition leaves that open.
            return no.getRetryability() == Retryability.SAFE ? REFUSED : DONE;
        }
        if (no.getErrorCode().equals("ALREADY_SUBSCRIBED")) {
            return DONE;
        }
        return UNKNOWN_SYMBOL.contains(no.getErrorCode()) ? NOT_KNOWN : REFUSED;
    }
}
