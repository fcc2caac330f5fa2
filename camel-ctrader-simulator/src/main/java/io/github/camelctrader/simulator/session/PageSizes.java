package io.github.camelctrader.simulator.session;

/**
 * How much one answer of history holds.
 *
 * @param rows deals, orders or ticks
 * @param bars bars, of which real servers give 14,000
 */
public record PageSizes(int rows, int bars) {
    /** Those of real servers, as far as they are known. */
    public static final PageSizes DEFAULT = new PageSizes(10_000, 14_000);

    /** The same number of everything. */
    public static PageSizes of(int rows) {
        return new PageSizes(rows, rows);
    }
}
