package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.Answers.outcome;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Quotes. Each question ends the subscriptions that it begins. */
final class MarketQuestions {
    private static final int MANY = 100;
    private static final int MILLIS_DIGITS = 13;
    private static final long NO_SYMBOL = 999_999_999;

    private MarketQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "2.4, 8",
                        "Spots of a symbol that does not exist",
                        "SYMBOL_NOT_FOUND",
                        harness -> outcome(
                                harness.authorised(), new Subscriptions(harness).spots(List.of(NO_SYMBOL), true))),
                new Question(
                        "5.2, 12",
                        "First event of spots",
                        "after the answer: ctidTraderAccountId, symbolId, bid, ask, sessionClose, timestamp",
                        harness -> subscribed(harness, MarketQuestions::first)),
                new Question(
                        "5.2",
                        "Time of spots",
                        "in milliseconds",
                        harness -> subscribed(harness, (client, begin) -> {
                            client.send(begin);
                            long time = next(client).getTimestamp();
                            return String.valueOf(time).length() == MILLIS_DIGITS
                                    ? "in milliseconds"
                                    : "of " + String.valueOf(time).length() + " digits";
                        })),
                new Question(
                        "2.2, 5.2",
                        "Second event of spots",
                        "without sessionClose, without a clientMsgId",
                        harness -> subscribed(harness, MarketQuestions::second)),
                new Question(
                        "5.2",
                        "Spots that were subscribed without timestamps",
                        "without timestamp",
                        MarketQuestions::withoutTimestamps),
                new Question(
                        "2.4",
                        "Second subscription of spots",
                        "ALREADY_SUBSCRIBED",
                        harness -> subscribed(harness, (client, begin) -> {
                            client.ask(begin);
                            return outcome(client, begin);
                        })),
                new Question(
                        "2.4",
                        "Second end of a subscription of spots",
                        "answered, then NOT_SUBSCRIBED_TO_SPOTS",
                        harness -> subscribed(harness, (client, begin) -> {
                            client.ask(begin);
                            Message end = new Subscriptions(harness).noSpots();
                            return outcome(client, end) + ", then " + outcome(client, end);
                        })),
                new Question(
                        "4",
                        "Spots of up to " + MANY + " symbols in one request",
                        Answers.ANSWERED,
                        MarketQuestions::many),
                new Question(
                        "2.1, 7",
                        "Spots that were subscribed on a connection that ended, on the next one",
                        "NOT_SUBSCRIBED_TO_SPOTS",
                        MarketQuestions::afterReconnect));
    }

    /** Asks about the subscription that a request begins. */
    @FunctionalInterface
    private interface Subscribed {
        String ask(ProbeClient client, Message begin) throws ProbeException;
    }

    private static String subscribed(ProbeHarness harness, Subscribed question) throws ProbeException {
        ProbeClient client = harness.authorised();
        Subscriptions subscriptions = new Subscriptions(harness);
        try {
            return question.ask(client, subscriptions.spots());
        } finally {
            client.ask(subscriptions.noSpots());
        }
    }

    private static ProtoOASpotEvent next(ProbeClient client) throws ProbeException {
        return Subscriptions.spot(client.await(Subscriptions::isSpot));
    }

    private static String first(ProbeClient client, Message begin) throws ProbeException {
        String id = client.send(begin);
        Reply first = client.await(reply -> reply.answers(id) || Subscriptions.isSpot(reply));
        if (first.isError()) {
            return first.outcome();
        }
        boolean answered = first.answers(id);
        ProtoOASpotEvent event = answered ? next(client) : Subscriptions.spot(first);
        return (answered ? "after the answer: " : "before the answer: ") + Answers.fields(event);
    }

    private static String second(ProbeClient client, Message begin) throws ProbeException {
        client.send(begin);
        next(client);
        Reply second = client.await(Subscriptions::isSpot);
        return Answers.with(Subscriptions.spot(second).hasSessionClose(), "sessionClose") + ", "
                + Answers.with(second.envelope().hasClientMsgId(), "a clientMsgId");
    }

    private static String withoutTimestamps(ProbeHarness harness) throws ProbeException {
        ProbeClient client = harness.authorised();
        Subscriptions subscriptions = new Subscriptions(harness);
        List<Long> symbol = List.of(harness.symbol().getSymbolId());
        client.send(subscriptions.spots(symbol, false));
        List<Boolean> times = new ArrayList<>();
        times.add(next(client).hasTimestamp());
        times.add(next(client).hasTimestamp());
        client.ask(subscriptions.noSpots());
        return times.stream()
                .distinct()
                .map(time -> Answers.with(time, "timestamp"))
                .collect(Collectors.joining(", then "));
    }

    private static String many(ProbeHarness harness) throws ProbeException {
        ProbeClient client = harness.authorised();
        Subscriptions subscriptions = new Subscriptions(harness);
        List<Long> symbols = harness.symbolIds(MANY);
        String answer = outcome(client, subscriptions.spots(symbols, false));
        if (Answers.ANSWERED.equals(answer)) {
            client.ask(subscriptions.noSpots(symbols));
        }
        return answer;
    }

    private static String afterReconnect(ProbeHarness harness) throws ProbeException {
        Subscriptions subscriptions = new Subscriptions(harness);
        try (ProbeClient before = harness.another()) {
            before.ask(subscriptions.spots());
        } catch (IOException e) {
            throw new ProbeException("connection cannot be closed", e);
        }
        return Answers.alone(harness.another(), after -> outcome(after, subscriptions.noSpots()));
    }
}
