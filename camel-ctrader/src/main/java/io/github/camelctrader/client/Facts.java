package io.github.camelctrader.client;

import java.util.Map;

/** Something that the protocol has no message for, and that this client makes. Immutable. */
public interface Facts {
    /** The same under plain names, in a fixed order: strings, numbers, booleans, lists and maps, no nulls; times in Unix ms. */
    Map<String, Object> toMap();
}
