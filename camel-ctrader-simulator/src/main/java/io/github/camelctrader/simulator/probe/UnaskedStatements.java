package io.github.camelctrader.simulator.probe;

import java.util.List;

/** What is unknown or was only observed elsewhere, and that no request of a guest can settle, with the reason. */
final class UnaskedStatements {
    /**
     * One of them.
     *
     * @param section of the notes on the protocol
     * @param statement what is open
     * @param reason why it is not asked
     */
    record Unasked(String section, String statement, String reason) {}

    private static final String CLIENTS = "is about clients, not about the server";
    private static final String OWNER = "would spend or change the owner's tokens";
    private static final String LIMITS = "the probe stays within the limits";
    private static final String HAPPENS = "happens when it happens, and no request brings it about";
    private static final String MARKET = "needs a market that moves to its price";

    private UnaskedStatements() {}

    static List<Unasked> all() {
        return List.of(
                new Unasked("0", "How clients compile the withdrawn messages", CLIENTS),
                new Unasked("1", "Whether older regional host names still resolve", "needs other hosts"),
                new Unasked(
                        "1",
                        "Versions of TLS below 1.2, and the list of ciphers",
                        "Java offers no older version, and which cipher is agreed on depends on both sides"),
                new Unasked("1.1, 11.7", "The longest frame that the server takes", "would send megabytes"),
                new Unasked("1.1, 1.2", "Compression, extensions and subprotocols", "the probe offers none"),
                new Unasked("2.1", "Authorisation of an account that is never answered", HAPPENS),
                new Unasked(
                        "2.1", "Events of all accounts of a connection", "only the account that is named is traded"),
                new Unasked(
                        "2.1, 7",
                        "Events that happened while nobody was connected are not replayed",
                        "the probe would leave an order behind while it is away"),
                new Unasked("2.1", "How long answers and fills take", "depends on the way to the server"),
                new Unasked("2.2", "The longest clientMsgId", "one of 200 characters is asked about"),
                new Unasked("2.2, 11.2", "The id on fills of orders that rested (LATE_FILLS_ANSWER_REQUEST)", MARKET),
                new Unasked(
                        "2.3",
                        "How often clients send heartbeats, and whether they answer those of the server",
                        CLIENTS),
                new Unasked("2.3", "After how long a silence of the server clients give up", CLIENTS),
                new Unasked(
                        "2.4",
                        "What answers a cancel that comes too late (cancelRace)",
                        "needs a fill at the very moment"),
                new Unasked("2.5", "Fills of orders that rested, hits of stop losses and take profits", MARKET),
                new Unasked(
                        "2.5",
                        "Partial fills, and orders that liquidity rejects after they were accepted",
                        "the smallest volume finds somebody to trade with"),
                new Unasked("3", "Addresses and parameters of the consent page", "needs the owner and a browser"),
                new Unasked(
                        "3",
                        "The token endpoint, its errors and whether it takes POST",
                        OWNER + ", and belongs to another server"),
                new Unasked(
                        "3, 11.8",
                        "What a refresh does to tokens, sessions and subscriptions (tokenEventsBeforeRefreshAnswer)",
                        OWNER),
                new Unasked("3", "When clients refresh, and where they keep tokens", CLIENTS),
                new Unasked(
                        "3, 11.3",
                        "Orders with a token that may only look",
                        "needs such a token; with one, --trade reports the refusal for each order"),
                new Unasked(
                        "4, 11.5, 11.7",
                        "Limits: what counts as history, whether authorisations and heartbeats count, how many connections there may be",
                        LIMITS),
                new Unasked("4", "What answers requests above a limit (rateLimitAnswer), and longer quotas", LIMITS),
                new Unasked("4", "The window of the REST proxy of others", "is no rule of this server"),
                new Unasked(
                        "4, 11.5",
                        "Rows of a full page of deals or orders, and which end it holds (HISTORY_PAGES_START_OLD)",
                        "needs more of them than a page holds"),
                new Unasked(
                        "4",
                        "How long a bar takes to get into history once its minute is over",
                        "would wait for the end of a minute; the minute before the present one is asked about"),
                new Unasked("5.1", "Prices that clients divide wrongly", CLIENTS),
                new Unasked(
                        "5.2",
                        "Whether a spot's time is that of its price or of its sending",
                        "the clocks of two machines cannot be compared so exactly"),
                new Unasked("5.3", "Whether bars are made of bids", "would follow the ticks of a whole bar"),
                new Unasked(
                        "5.3, 12",
                        "Whether a bar that ends is announced, and when its last frame comes",
                        "would wait for the end of a minute"),
                new Unasked(
                        "5.5, 12",
                        "Whether deleted or new quotes of one event go first",
                        "no event is known that names an id twice"),
                new Unasked("5.6", "Volume above the greatest", "would be a great order if the server took it"),
                new Unasked(
                        "5.7",
                        "The rest of a limit order IMMEDIATE_OR_CANCEL (LIMIT_REMAINDER_RESTS)",
                        "the smallest volume is not filled in part"),
                new Unasked(
                        "5.7",
                        "One positionId for all orders of a symbol on a netted account",
                        "the report would tell the kind of the account"),
                new Unasked("6", "Swaps, margin calls, stop-outs, trailing, changes of symbols and traders", HAPPENS),
                new Unasked(
                        "6, 8, 11.11",
                        "Maintenance: its codes, its texts, and the unit of maintenanceEndTimestamp",
                        HAPPENS),
                new Unasked(
                        "6, 11.8",
                        "AccountDisconnectEvent and ClientDisconnectEvent that the server begins, and what they leave",
                        HAPPENS),
                new Unasked("6", "Copies of one event", "none is known; the sequences of orders would show them"),
                new Unasked("7", "What clients do after a lost answer or an error of a limit", CLIENTS),
                new Unasked(
                        "8",
                        "Codes that no schema has, authorisations that are lost during an order, the id of ProtoErrorRes",
                        HAPPENS));
    }
}
