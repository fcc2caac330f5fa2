package io.github.camelctrader.client;

import java.util.Map;

/** A value that this client makes and that the protocol has no message for. Immutable. */
public interface Facts {
    /** The same under plain names, in a fixed order: strings, numbers, booleans, lists and maps, no nulls; times in Unix ms. */
    Map<String, Object> toMap();
}
