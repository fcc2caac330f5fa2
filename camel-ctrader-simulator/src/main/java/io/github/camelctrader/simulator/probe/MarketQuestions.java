package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.ArrayList;
import java.util.List;

/** Quotes, live bars and depth. Asked in this order: each leaves the subscriptions that the next one begins with. */
final class MarketQuestions {
    private static final long NO_SYMBOL = 999_999_999;

    private MarketQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "12",
                        "Live bars without spots",
                        "INVALID_REQUEST: Impossible to get trendbars before the spot subscribing",
                        scene -> SessionQuestions.told(scene.authorised().ask(bars(scene)))),
                new Question(
                        "2.4",
                        "Depth without spots",
                        "NOT_SUBSCRIBED_TO_SPOTS",
                        scene -> SessionQuestions.outcome(scene.authorised(), depth(scene))),
                new Question(
                        "2.4",
                        "Spots of a symbol that does not exist",
                        "SYMBOL_NOT_FOUND",
                        scene -> SessionQuestions.outcome(scene.authorised(), spots(scene, NO_SYMBOL))),
                new Question(
                        "5.2",
                        "First event of spots",
                        "after the answer, with bid, ask, sessionClose, timestamp",
                        MarketQuestions::firstSpot),
                new Question(
                        "2.4",
                        "Second subscription of spots",
                        "ALREADY_SUBSCRIBED",
                        scene -> SessionQuestions.outcome(
                                scene.authorised(), spots(scene, scene.symbol().getSymbolId()))),
                new Question(
                        "5.3",
                        "A live bar",
                        "period, low, deltaOpen, deltaHigh, without deltaClose",
                        MarketQuestions::liveBar),
                new Question(
                        "5.5, 12",
                        "First event of depth",
                        "quotes of both sides, none deleted",
                        MarketQuestions::firstDepth),
                new Question(
                        "6, 11.12",
                        "Live bars after their spots were unsubscribed and subscribed again",
                        "over",
                        MarketQuestions::barsAfterSpots),
                new Question(
                        "2.4",
                        "Second end of a subscription of spots",
                        "answered, then NOT_SUBSCRIBED_TO_SPOTS",
                        MarketQuestions::endTwice));
    }

    private static Message spots(ProbeHarness scene, long symbolId) {
        return ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .addSymbolId(symbolId)
                .setSubscribeToSpotTimestamp(true)
                .build();
    }

    private static Message bars(ProbeHarness scene) throws ProbeException {
        return ProtoOASubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setSymbolId(scene.symbol().getSymbolId())
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .build();
    }

    private static Message depth(ProbeHarness scene) throws ProbeException {
        return ProtoOASubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .addSymbolId(scene.symbol().getSymbolId())
                .build();
    }

    private static Message noSpots(ProbeHarness scene) throws ProbeException {
        return ProtoOAUnsubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .addSymbolId(scene.symbol().getSymbolId())
                .build();
    }

    private static ProtoOASpotEvent spot(Reply reply) {
        return reply.as(ProtoOASpotEvent.class).orElse(ProtoOASpotEvent.getDefaultInstance());
    }

    private static String firstSpot(ProbeHarness scene) throws ProbeException {
        ProbeClient client = scene.authorised();
        String id = client.send(spots(scene, scene.symbol().getSymbolId()));
        Reply first = client.await(
                reply -> reply.answers(id) || reply.as(ProtoOASpotEvent.class).isPresent());
        if (first.isError()) {
            return first.outcome();
        }
        boolean answerFirst = first.answers(id);
        ProtoOASpotEvent event = spot(
                answerFirst
                        ? client.await(reply -> reply.as(ProtoOASpotEvent.class).isPresent())
                        : first);
        List<String> fields = new ArrayList<>();
        add(fields, event.hasBid(), "bid");
        add(fields, event.hasAsk(), "ask");
        add(fields, event.hasSessionClose(), "sessionClose");
        add(fields, event.hasTimestamp(), "timestamp");
        return (answerFirst ? "after the answer" : "before the answer") + ", with " + String.join(", ", fields);
    }

    private static void add(List<String> fields, boolean present, String name) {
        if (present) {
            fields.add(name);
        }
    }

    private static String liveBar(ProbeHarness scene) throws ProbeException {
        ProbeClient client = scene.authorised();
        Reply answer = client.ask(bars(scene));
        if (answer.isError()) {
            return answer.outcome();
        }
        var bar =
                spot(client.await(reply -> spot(reply).getTrendbarCount() > 0)).getTrendbar(0);
        List<String> fields = new ArrayList<>();
        add(fields, bar.hasPeriod(), "period");
        add(fields, bar.hasLow(), "low");
        add(fields, bar.hasDeltaOpen(), "deltaOpen");
        add(fields, bar.hasDeltaHigh(), "deltaHigh");
        return String.join(", ", fields) + (bar.hasDeltaClose() ? ", with deltaClose" : ", without deltaClose");
    }

    private static String firstDepth(ProbeHarness scene) throws ProbeException {
        ProbeClient client = scene.authorised();
        Reply answer = client.ask(depth(scene));
        if (answer.isError()) {
            return answer.outcome();
        }
        ProtoOADepthEvent event = client.await(
                        reply -> reply.as(ProtoOADepthEvent.class).isPresent())
                .as(ProtoOADepthEvent.class)
                .orElseThrow();
        boolean bids = event.getNewQuotesList().stream().anyMatch(quote -> quote.hasBid());
        boolean asks = event.getNewQuotesList().stream().anyMatch(quote -> quote.hasAsk());
        client.ask(ProtoOAUnsubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .addSymbolId(scene.symbol().getSymbolId())
                .build());
        return (bids && asks ? "quotes of both sides" : "quotes of one side")
                + (event.getDeletedQuotesCount() == 0 ? ", none deleted" : ", some deleted");
    }

    private static String barsAfterSpots(ProbeHarness scene) throws ProbeException {
        ProbeClient client = scene.authorised();
        client.ask(noSpots(scene));
        client.ask(spots(scene, scene.symbol().getSymbolId()));
        Reply end = client.ask(ProtoOAUnsubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setSymbolId(scene.symbol().getSymbolId())
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .build());
        return end.isError() ? "over" : "still subscribed";
    }

    private static String endTwice(ProbeHarness scene) throws ProbeException {
        ProbeClient client = scene.authorised();
        return SessionQuestions.outcome(client, noSpots(scene)) + ", then "
                + SessionQuestions.outcome(client, noSpots(scene));
    }
}
