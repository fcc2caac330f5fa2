package io.github.camelctrader.client.token;

/** The decision on a request to refresh tokens. */
public enum RefreshDecision {
    /** The caller refreshes them now. */
    GRANTED,
    /** Another caller refreshes them already. */
    UNDER_WAY,
    /** They were replaced already: try the present access token. */
    RENEWED,
    /** Not now; a later request may be granted. */
    LATER,
    /** Not possible until the user acts; {@link Grant#refusal} says what to do. */
    REFUSED
}
