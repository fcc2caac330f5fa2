package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.subscription.SubscriptionPlan.Step;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the outcome of one subscription request means. The codes are names of {@code ProtoOAErrorCode}. */
enum SubscribeResult {
    /** Done, or found done. */
    DONE,
    /** One of several subscriptions was refused, and nobody says which: ask for each alone. */
    SPLIT,
    /** The server says that this one is subscribed already. */
    FOUND,
    /** This one symbol is not known to the server: it may be soon, or when the broker changes its symbols, or never. */
    NOT_KNOWN,
    /** This one subscription was refused; that may change. */
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
        if (step.subscriptions().size() > 1) {
            return SPLIT;
        }
        if (step.change() == SubscriptionChange.UNSUBSCRIBE) {
            // What cannot be unsubscribed is not subscribed; only a no that invites a repetition leaves that open.
            return no.getRetryability() == Retryability.SAFE ? REFUSED : DONE;
        }
        if (no.getErrorCode().equals("ALREADY_SUBSCRIBED")) {
            return FOUND;
        }
        if (step.kind() != Topic.Kind.SPOTS && saysThatSpotsLack(no)) {
            return POSTPONED;
        }
        return UNKNOWN_SYMBOL.contains(no.getErrorCode()) ? NOT_KNOWN : REFUSED;
    }

    /**
     * cTrader Open API: NOT_SUBSCRIBED_TO_SPOTS is documented; for bars INVALID_REQUEST was seen, with the text "Impossible to get
     * trendbars before the spot subscribing".
     */
    private static boolean saysThatSpotsLack(RequestRejectedException no) {
        String description = no.getDescription();
        return no.getErrorCode().equals("NOT_SUBSCRIBED_TO_SPOTS")
                || no.getErrorCode().equals("INVALID_REQUEST")
                        && description != null
                        && description.contains("before the spot subscribing");
    }
}
