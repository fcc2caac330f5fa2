package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.Answers.outcome;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.List;

/** Live bars and depth, which come with spots. Each question ends the subscriptions that it begins. */
final class StreamQuestions {
    private StreamQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "12",
                        "Live bars without spots",
                        "INVALID_REQUEST: Impossible to get trendbars before the spot subscribing",
                        harness -> Answers.describe(
                                harness.authorised().ask(new Subscriptions(harness).bars(ProtoOATrendbarPeriod.M1)))),
                new Question(
                        "5.3, 12",
                        "A live bar",
                        "volume, period, low, deltaOpen, deltaHigh, utcTimestampInMinutes; holds the bid of its event",
                        harness -> withSpots(harness, StreamQuestions::liveBar)),
                new Question(
                        "12",
                        "Live bars of two periods",
                        "both in one event",
                        harness -> withSpots(harness, StreamQuestions::twoBars)),
                new Question(
                        "6, 11.12",
                        "Live bars after their spots were unsubscribed and subscribed again",
                        "over",
                        harness -> withSpots(harness, (client, subscriptions) -> {
                            client.ask(subscriptions.bars(ProtoOATrendbarPeriod.M1));
                            client.ask(subscriptions.noSpots());
                            client.ask(subscriptions.spots());
                            return over(client.ask(subscriptions.noBars(ProtoOATrendbarPeriod.M1)));
                        })),
                new Question(
                        "2.4",
                        "Depth without spots",
                        "NOT_SUBSCRIBED_TO_SPOTS",
                        harness -> outcome(harness.authorised(), new Subscriptions(harness).depth())),
                new Question(
                        "5.5, 12",
                        "First event of depth",
                        "quotes of both sides, several quotes of a price, none deleted",
                        harness -> withSpots(harness, StreamQuestions::firstDepth)),
                new Question(
                        "5.5, 12",
                        "Book after depth was unsubscribed and subscribed again",
                        "comes anew",
                        harness -> withSpots(harness, StreamQuestions::secondDepth)),
                new Question(
                        "6, 11.12",
                        "Depth after its spots were unsubscribed and subscribed again",
                        "over",
                        harness -> withSpots(harness, (client, subscriptions) -> {
                            client.ask(subscriptions.depth());
                            client.ask(subscriptions.noSpots());
                            client.ask(subscriptions.spots());
                            return over(client.ask(subscriptions.noDepth()));
                        })));
    }

    /** Asks while spots are subscribed. */
    @FunctionalInterface
    private interface WithSpots {
        String ask(ProbeClient client, Subscriptions subscriptions) throws ProbeException;
    }

    private static String withSpots(ProbeHarness harness, WithSpots question) throws ProbeException {
        ProbeClient client = harness.authorised();
        Subscriptions subscriptions = new Subscriptions(harness);
        client.ask(subscriptions.spots());
        try {
            return question.ask(client, subscriptions);
        } finally {
            client.ask(subscriptions.noSpots());
        }
    }

    private static String over(Reply end) {
        return end.isError() ? "over" : "still subscribed";
    }

    private static String liveBar(ProbeClient client, Subscriptions subscriptions) throws ProbeException {
        Reply answer = client.ask(subscriptions.bars(ProtoOATrendbarPeriod.M1));
        if (answer.isError()) {
            return Answers.describe(answer);
        }
        ProtoOASpotEvent event = withBars(client, 1);
        ProtoOATrendbar bar = event.getTrendbar(0);
        boolean fits = !event.hasBid()
                || event.getBid() >= bar.getLow() && event.getBid() <= bar.getLow() + bar.getDeltaHigh();
        return Answers.fields(bar) + (fits ? "; holds the bid of its event" : "; the bid of its event is outside");
    }

    private static ProtoOASpotEvent withBars(ProbeClient client, int bars) throws ProbeException {
        return Subscriptions.spot(
                client.await(reply -> Subscriptions.spot(reply).getTrendbarCount() >= bars));
    }

    private static String twoBars(ProbeClient client, Subscriptions subscriptions) throws ProbeException {
        client.ask(subscriptions.bars(ProtoOATrendbarPeriod.M1));
        Reply answer = client.ask(subscriptions.bars(ProtoOATrendbarPeriod.M5));
        if (answer.isError()) {
            return Answers.describe(answer);
        }
        withBars(client, 2);
        return "both in one event";
    }

    private static ProtoOADepthEvent nextDepth(ProbeClient client) throws ProbeException {
        return client.await(reply -> reply.as(ProtoOADepthEvent.class).isPresent())
                .as(ProtoOADepthEvent.class)
                .orElseThrow();
    }

    private static String firstDepth(ProbeClient client, Subscriptions subscriptions) throws ProbeException {
        Reply answer = client.ask(subscriptions.depth());
        if (answer.isError()) {
            return Answers.describe(answer);
        }
        ProtoOADepthEvent event = nextDepth(client);
        List<ProtoOADepthQuote> quotes = event.getNewQuotesList();
        boolean both = quotes.stream().anyMatch(ProtoOADepthQuote::hasBid)
                && quotes.stream().anyMatch(ProtoOADepthQuote::hasAsk);
        boolean distinct = quotes.stream()
                        .map(quote -> quote.getBid() + "/" + quote.getAsk())
                        .distinct()
                        .count()
                == quotes.size();
        return (both ? "quotes of both sides" : "quotes of one side")
                + (distinct ? ", no price twice" : ", several quotes of a price")
                + (event.getDeletedQuotesCount() == 0 ? ", none deleted" : ", some deleted");
    }

    private static String secondDepth(ProbeClient client, Subscriptions subscriptions) throws ProbeException {
        client.ask(subscriptions.depth());
        int first = nextDepth(client).getNewQuotesCount();
        client.ask(subscriptions.noDepth());
        Reply answer = client.ask(subscriptions.depth());
        if (answer.isError()) {
            return Answers.describe(answer);
        }
        ProtoOADepthEvent again = nextDepth(client);
        return again.getNewQuotesCount() >= first && again.getDeletedQuotesCount() == 0
                ? "comes anew"
                : "goes on where it was";
    }
}
