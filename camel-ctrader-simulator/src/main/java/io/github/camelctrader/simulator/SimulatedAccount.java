package io.github.camelctrader.simulator;

import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trading account the simulator keeps.
 *
 * @param accountId the {@code ctidTraderAccountId}; unique over both environments
 * @param live whether it lives on the live listener
 * @param traderLogin the number the broker knows the account by
 * @param accessToken token that may trade it; accounts with the same token belong to one cTrader ID
 * @param viewOnlyToken token that may look at it but not trade, or {@code null}
 * @param balance deposit at the start, in units of the deposit asset, at most two decimals
 * @param depositAsset name of the asset the balance is kept in; needs a chain of symbols to every traded asset
 * @param leverage 100 for 1:100
 * @param netted {@code false}: several positions per symbol (hedged); {@code true}: one
 * @param limitedRisk whether orders and positions need a guaranteed stop loss
 * @param stopOutPercent equity in percent of the used margin below which positions are closed; 0 for never
 */
public record SimulatedAccount(
        long accountId,
        boolean live,
        long traderLogin,
        String accessToken,
        @Nullable String viewOnlyToken,
        BigDecimal balance,
        String depositAsset,
        int leverage,
        boolean netted,
        boolean limitedRisk,
        int stopOutPercent) {
    private static final int DEFAULT_STOP_OUT = 50;
    private static final BigDecimal DEFAULT_BALANCE = new BigDecimal("10000.00");

    /** @throws IllegalArgumentException for an id or leverage below 1, an empty token, a negative stop-out level, or a balance that is negative or finer than cents */
    public SimulatedAccount {
        Checks.require(accountId > 0, "accountId must be positive: " + accountId);
        Checks.require(leverage > 0, "leverage must be positive: " + leverage);
        Checks.require(!accessToken.isEmpty(), "accessToken of account " + accountId + " is empty");
        Checks.require(
                !accessToken.equals(viewOnlyToken),
                "account " + accountId + " has the same token for trading and viewing");
        Checks.money(balance);
        Checks.require(
                balance.signum() >= 0 && balance.stripTrailingZeros().scale() <= 2,
                "balance " + balance + " is negative or finer than cents");
        Checks.require(stopOutPercent >= 0, "stopOutPercent must not be negative: " + stopOutPercent);
    }

    /**
     * A hedged demo account with 10000 USD and leverage 1:100.
     *
     * @param accountId the account's id
     * @param accessToken token that may trade it
     * @return the account
     */
    public static SimulatedAccount demo(long accountId, String accessToken) {
        return of(accountId, false, accessToken);
    }

    /**
     * A hedged live account with 10000 USD and leverage 1:100.
     *
     * @param accountId the account's id
     * @param accessToken token that may trade it
     * @return the account
     */
    public static SimulatedAccount live(long accountId, String accessToken) {
        return of(accountId, true, accessToken);
    }

    private static SimulatedAccount of(long accountId, boolean live, String accessToken) {
        return new SimulatedAccount(
                accountId,
                live,
                500_000 + accountId,
                accessToken,
                null,
                DEFAULT_BALANCE,
                "USD",
                100,
                false,
                false,
                DEFAULT_STOP_OUT);
    }

    /** The fields of an account while its next form is made. */
    private static final class Draft {
        private final SimulatedAccount origin;
        private @Nullable String viewOnlyToken;
        private BigDecimal balance;
        private String depositAsset;
        private int leverage;
        private boolean netted;
        private boolean limitedRisk;
        private int stopOutPercent;

        Draft(SimulatedAccount origin) {
            this.origin = origin;
            viewOnlyToken = origin.viewOnlyToken;
            balance = origin.balance;
            depositAsset = origin.depositAsset;
            leverage = origin.leverage;
            netted = origin.netted;
            limitedRisk = origin.limitedRisk;
            stopOutPercent = origin.stopOutPercent;
        }

        SimulatedAccount account() {
            return new SimulatedAccount(
                    origin.accountId,
                    origin.live,
                    origin.traderLogin,
                    origin.accessToken,
                    viewOnlyToken,
                    balance,
                    depositAsset,
                    leverage,
                    netted,
                    limitedRisk,
                    stopOutPercent);
        }
    }

    private SimulatedAccount with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.account();
    }

    /** The same account with a token that may only look, or without one. */
    public SimulatedAccount withViewOnlyToken(@Nullable String token) {
        return with(draft -> draft.viewOnlyToken = token);
    }

    /** The same account with another deposit. */
    public SimulatedAccount withBalance(String amount, String asset) {
        return with(draft -> {
            draft.balance = Checks.money(amount);
            draft.depositAsset = asset;
        });
    }

    /** The same account with another leverage, 100 for 1:100. */
    public SimulatedAccount withLeverage(int newLeverage) {
        return with(draft -> draft.leverage = newLeverage);
    }

    /** The same account with one position per symbol. */
    public SimulatedAccount asNetted() {
        return with(draft -> draft.netted = true);
    }

    /** The same account, on which orders and positions need a guaranteed stop loss. */
    public SimulatedAccount asLimitedRisk() {
        return with(draft -> draft.limitedRisk = true);
    }

    /** The same account with another stop-out level, in percent of the used margin; 0 for none. Default 50. */
    public SimulatedAccount withStopOut(int percent) {
        return with(draft -> draft.stopOutPercent = percent);
    }

    /** Where the account lives. */
    public SimulatorEnvironment environment() {
        return SimulatorEnvironment.of(live);
    }

    /** Everything but the tokens. */
    @Override
    public String toString() {
        return "SimulatedAccount[" + accountId + " on " + environment() + ", " + balance + " " + depositAsset + ", 1:"
                + leverage + (netted ? ", netted]" : ", hedged]");
    }
}
