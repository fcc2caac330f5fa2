package io.github.camelctrader.simulator;

/**
 * A step of a dynamic leverage.
 *
 * @param volume up to which volume, in US dollars, it holds
 * @param leverage 100 for 1:100
 */
public record LeverageTier(long volume, int leverage) {
    /** @throws IllegalArgumentException for a volume or a leverage below 1 */
    public LeverageTier {
        Checks.require(volume > 0 && leverage > 0, "not a tier: up to " + volume + ", 1:" + leverage);
    }
}
