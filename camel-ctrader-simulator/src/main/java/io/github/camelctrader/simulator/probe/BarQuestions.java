package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Bars and ticks of the past. */
final class BarQuestions {
    private static final long MINUTE = 60_000;
    private static final long WEEK = 7 * HistoryQuestions.DAY;

    private BarQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "4, 5.3",
                        "The last 3 bars of a minute in ten days",
                        "3, ascending, without period, with deltaClose, with the end of the window as timestamp, hasMore true",
                        BarQuestions::bars),
                new Question(
                        "4, 11.5, 12", "20,000 bars of a minute in three weeks", "14,000, hasMore true", harness -> {
                            ProtoOAGetTrendbarsRes answer = bars(harness, ProtoOATrendbarPeriod.M1, 3 * WEEK, 20_000);
                            return count(answer.getTrendbarCount()) + ", hasMore " + answer.getHasMore();
                        }),
                new Question("5.3", "Highs of the bars of a day", "none below open or close", BarQuestions::highs),
                new Question("5.3", "Hours, UTC, at which the bars of days open", "22:00", BarQuestions::hours),
                new Question("4, 5.3", "The bar of the minute before this one", "there", harness -> {
                    long minute = HistoryQuestions.now() / MINUTE - 1;
                    return bars(harness, ProtoOATrendbarPeriod.M1, 10 * MINUTE, 10).getTrendbarList().stream()
                                    .anyMatch(bar -> bar.getUtcTimestampInMinutes() == minute)
                            ? "there"
                            : "not yet there";
                }),
                HistoryQuestions.outcome(
                        "4, 12",
                        "Ticks of more than a week",
                        "INCORRECT_BOUNDARIES",
                        harness -> ticks(harness, WEEK + 1)),
                new Question("4, 11.5, 12", "Ticks of a week, in one answer", "10,000, hasMore true", harness -> {
                    ProtoOAGetTickDataRes answer = harness.ask(ticks(harness, WEEK), ProtoOAGetTickDataRes.class);
                    return count(answer.getTickDataCount()) + ", hasMore " + answer.getHasMore();
                }),
                new Question(
                        "5.4",
                        "Ticks of an hour",
                        "newest first, times and prices as differences",
                        BarQuestions::chain));
    }

    /** A number whose digits stay in the report. */
    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Message ticks(ProbeHarness harness, long length) throws ProbeException {
        long to = HistoryQuestions.now();
        return ProtoOAGetTickDataReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setSymbolId(harness.symbol().getSymbolId())
                .setType(ProtoOAQuoteType.BID)
                .setFromTimestamp(to - length)
                .setToTimestamp(to)
                .build();
    }

    private static ProtoOAGetTrendbarsRes bars(
            ProbeHarness harness, ProtoOATrendbarPeriod period, long length, int count) throws ProbeException {
        return bars(harness, period, HistoryQuestions.now(), length, count);
    }

    private static ProtoOAGetTrendbarsRes bars(
            ProbeHarness harness, ProtoOATrendbarPeriod period, long to, long length, int count) throws ProbeException {
        return harness.ask(
                ProtoOAGetTrendbarsReq.newBuilder()
                        .setCtidTraderAccountId(harness.accountId())
                        .setSymbolId(harness.symbol().getSymbolId())
                        .setPeriod(period)
                        .setFromTimestamp(to - length)
                        .setToTimestamp(to)
                        .setCount(count)
                        .build(),
                ProtoOAGetTrendbarsRes.class);
    }

    @SuppressWarnings("deprecation") // whether the old field is still filled is part of the question
    private static String bars(ProbeHarness harness) throws ProbeException {
        long to = HistoryQuestions.now();
        ProtoOAGetTrendbarsRes answer = bars(harness, ProtoOATrendbarPeriod.M1, to, 10 * HistoryQuestions.DAY, 3);
        List<ProtoOATrendbar> bars = answer.getTrendbarList();
        List<ProtoOATrendbar> ascending = new ArrayList<>(bars);
        ascending.sort(Comparator.comparingInt(ProtoOATrendbar::getUtcTimestampInMinutes));
        return bars.size()
                + (bars.equals(ascending) ? ", ascending, " : ", not ascending, ")
                + Answers.with(bars.stream().anyMatch(ProtoOATrendbar::hasPeriod), "period") + ", "
                + Answers.with(bars.stream().allMatch(ProtoOATrendbar::hasDeltaClose), "deltaClose") + ", "
                + (answer.getTimestamp() == to
                        ? "with the end of the window as timestamp"
                        : Answers.with(answer.hasTimestamp(), "another timestamp"))
                + ", hasMore " + answer.getHasMore();
    }

    private static String highs(ProbeHarness harness) throws ProbeException {
        return bars(harness, ProtoOATrendbarPeriod.M1, HistoryQuestions.DAY, 2000).getTrendbarList().stream()
                        .anyMatch(bar -> bar.getDeltaHigh() < Math.max(bar.getDeltaOpen(), bar.getDeltaClose()))
                ? "some below open or close"
                : "none below open or close";
    }

    private static String hours(ProbeHarness harness) throws ProbeException {
        return bars(harness, ProtoOATrendbarPeriod.D1, 10 * HistoryQuestions.DAY, 10).getTrendbarList().stream()
                .map(bar -> Instant.ofEpochMilli(bar.getUtcTimestampInMinutes() * MINUTE)
                        .atOffset(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String chain(ProbeHarness harness) throws ProbeException {
        ProtoOAGetTickDataRes answer =
                harness.ask(ticks(harness, HistoryQuestions.DAY / 24), ProtoOAGetTickDataRes.class);
        if (answer.getTickDataCount() < 2) {
            return "fewer than two";
        }
        boolean newestFirst = answer.getTickDataList().stream().skip(1).allMatch(tick -> tick.getTimestamp() <= 0);
        boolean differences = answer.getTickDataList().stream()
                .skip(1)
                .allMatch(
                        tick -> Math.abs(tick.getTick()) < answer.getTickData(0).getTick() / 2);
        return (newestFirst ? "newest first" : "not newest first")
                + (differences ? ", times and prices as differences" : ", prices absolute");
    }
}
