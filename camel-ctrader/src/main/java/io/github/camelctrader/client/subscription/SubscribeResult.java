package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.subscription.SubscriptionPlan.Step;
import org.jspecify.annotations.Nullable;

/** What the outcome of one subscription request means. */
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
        return error instanceof RequestRejectedException refused ? ofRefusal(step, refused) : UNANSWERED;
    }

    private static SubscribeResult ofRefusal(Step step, RequestRejectedException refused) {
        if (step.subscriptions().size() > 1) {
            return SPLIT;
        }
        if (step.change() == SubscriptionChange.UNSUBSCRIBE) {
            // What cannot be unsubscribed is not subscribed; only a refusal that invites a repetition leaves that open.
            return refused.getRetryability() == Retryability.SAFE ? REFUSED : DONE;
        }
        if (ServerErrorCode.ALREADY_SUBSCRIBED.is(refused.getErrorCode())) {
            return FOUND;
        }
        if (step.kind() != Topic.Kind.SPOTS && saysThatSpotsLack(refused)) {
            return POSTPONED;
        }
        return ServerErrorCode.saysNoSuchSymbol(refused.getErrorCode()) ? NOT_KNOWN : REFUSED;
    }

    /**
     * cTrader Open API: NOT_SUBSCRIBED_TO_SPOTS is documented; for bars INVALID_REQUEST was seen, with the text "Impossible to get
     * trendbars before the spot subscribing".
     */
    private static boolean saysThatSpotsLack(RequestRejectedException refused) {
        String description = refused.getDescription();
        return ServerErrorCode.NOT_SUBSCRIBED_TO_SPOTS.is(refused.getErrorCode())
                || ServerErrorCode.INVALID_REQUEST.is(refused.getErrorCode())
                        && description != null
                        && description.contains("before the spot subscribing");
    }
}
