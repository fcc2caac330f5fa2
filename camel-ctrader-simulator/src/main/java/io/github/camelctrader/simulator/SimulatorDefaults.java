package io.github.camelctrader.simulator;

import java.util.List;
import java.util.Map;

/**
 * Credentials and accounts of a simulator whose builder changed nothing. They give access to simulators only; every secret starts
 * with {@value #SECRET_MARKER}, so that a test can search logs for leaks.
 */
public final class SimulatorDefaults {
    /** What all default secrets start with. */
    public static final String SECRET_MARKER = "hush-";

    /** The default application. */
    public static final String CLIENT_ID = "hush-simulator-client-id";
    /** Its secret. */
    public static final String CLIENT_SECRET = "hush-simulator-client-secret";

    /** Trading token of the default demo and live accounts. */
    public static final String ACCESS_TOKEN = "hush-simulator-access-token";

    /** Token of the same accounts that may look but not trade. */
    public static final String VIEW_ONLY_ACCESS_TOKEN = "hush-simulator-view-only-token";

    /** Trading token of a second cTrader ID that owns {@link #SECOND_LIVE_ACCOUNT} alone. */
    public static final String LIVE_ACCESS_TOKEN = "hush-simulator-live-access-token";

    /** Belongs to {@link #ACCESS_TOKEN}. */
    public static final String REFRESH_TOKEN = "hush-simulator-refresh-token";

    /** Belongs to {@link #VIEW_ONLY_ACCESS_TOKEN}. */
    public static final String VIEW_ONLY_REFRESH_TOKEN = "hush-simulator-view-only-refresh-token";

    /** Belongs to {@link #LIVE_ACCESS_TOKEN}. */
    public static final String LIVE_REFRESH_TOKEN = "hush-simulator-live-refresh-token";

    /** Of the files that {@link CTraderSimulator#writeTrustStore} writes. They hold nothing secret; their format wants a password all the same. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    /** Demo account, hedged, 10000 USD. */
    public static final long DEMO_ACCOUNT = 1001;
    /** Another one of the same cTrader ID. */
    public static final long SECOND_DEMO_ACCOUNT = 1002;
    /** Live account of the same cTrader ID. */
    public static final long LIVE_ACCOUNT = 2001;
    /** Live account of another cTrader ID, opened by {@link #LIVE_ACCESS_TOKEN} alone. */
    public static final long SECOND_LIVE_ACCOUNT = 2002;

    /** What the certificate is good for: this machine, and the names under which clients look for the real servers. */
    public static final List<String> HOST_NAMES = List.of(
            "localhost",
            "127.0.0.1",
            "127.0.0.2",
            "::1",
            "demo.ctraderapi.com",
            "live.ctraderapi.com",
            "openapi.ctrader.com",
            "id.ctrader.com");

    private SimulatorDefaults() {}

    static Map<String, String> refreshTokens() {
        return Map.of(
                ACCESS_TOKEN, REFRESH_TOKEN,
                VIEW_ONLY_ACCESS_TOKEN, VIEW_ONLY_REFRESH_TOKEN,
                LIVE_ACCESS_TOKEN, LIVE_REFRESH_TOKEN);
    }

    static List<SimulatedAccount> accounts() {
        return List.of(
                SimulatedAccount.demo(DEMO_ACCOUNT, ACCESS_TOKEN).withViewOnlyToken(VIEW_ONLY_ACCESS_TOKEN),
                SimulatedAccount.demo(SECOND_DEMO_ACCOUNT, ACCESS_TOKEN).withViewOnlyToken(VIEW_ONLY_ACCESS_TOKEN),
                SimulatedAccount.live(LIVE_ACCOUNT, ACCESS_TOKEN).withViewOnlyToken(VIEW_ONLY_ACCESS_TOKEN),
                SimulatedAccount.live(SECOND_LIVE_ACCOUNT, LIVE_ACCESS_TOKEN));
    }

    static List<SimulatedSymbol> symbols() {
        return List.of(
                SimulatedSymbol.forex(1, "EURUSD", "1.08500", "0.00010"),
                SimulatedSymbol.forex(2, "GBPUSD", "1.27200", "0.00012"),
                SimulatedSymbol.forex(3, "EURJPY", "162.450", "0.015"),
                SimulatedSymbol.forex(4, "USDJPY", "149.720", "0.012"),
                SimulatedSymbol.forex(5, "AUDUSD", "0.65800", "0.00010"),
                SimulatedSymbol.forex(6, "USDCHF", "0.88200", "0.00012"),
                SimulatedSymbol.forex(7, "USDCAD", "1.36500", "0.00014"),
                SimulatedSymbol.other(41, "XAUUSD", "Metals", "XAU", "USD", 2, "2350.00", "0.30")
                        .withVolumes(10_000, 100, 1_000_000, 100),
                SimulatedSymbol.other(101, "US500", "Indices", "US500", "USD", 1, "5200.0", "0.5")
                        .withVolumes(100, 10, 100_000, 10),
                SimulatedSymbol.other(201, "BTCUSD", "Crypto", "BTC", "USD", 2, "64000.00", "12.00")
                        .withVolumes(100, 1, 10_000, 1),
                SimulatedSymbol.forex(9, "NZDUSD", "0.60500", "0.00014").withEnabled(false));
    }
}
