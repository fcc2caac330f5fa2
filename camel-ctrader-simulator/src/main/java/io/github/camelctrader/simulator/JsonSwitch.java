package io.github.camelctrader.simulator;

/** How the JSON variant of the protocol writes values whose form no source documents; requests may use either form in any case. */
public enum JsonSwitch {
    /** Enumerations are written by their names, as {@code "ORDER_FILLED"}; off: as numbers. */
    ENUMS_AS_NAMES,
    /** Numbers of 64 bits are written as text, as {@code "1001"}; off: as numbers. */
    LONGS_AS_TEXT
}
