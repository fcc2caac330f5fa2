package io.github.camelctrader.simulator.trading;

/**
 * A closing deal matched with one of the deals that had opened the volume.
 *
 * @param openingDealId the deal that opened it
 * @param closingDealId the deal that closed it
 * @param volume in 0.01 unit
 */
record DealOffset(long openingDealId, long closingDealId, long volume) {}
