package io.github.camelctrader.client.token;

/** What becomes of the wish for other tokens. */
public enum RefreshDecision {
    /** Whoever asked refreshes them now. */
    GRANTED,
    /** Somebody else does. */
    UNDER_WAY,
    /** They were replaced already: try the present access token. */
    RENEWED,
    /** Not yet, but trying it again makes sense. */
    LATER,
    /** Somebody has to do something about it: see {@link #refusal}. */
    REFUSED
}
