package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Windows, rows and errors of what lies in the past. */
final class HistoryQuestions {
    private static final long DAY = 86_400_000;
    private static final long NOTHING = 999_999_999_999L;

    private HistoryQuestions() {}

    static List<Question> all() {
        return List.of(
                outcome("4, 11.5", "Deals of two weeks", "answered", scene -> deals(scene, -14 * DAY, 0)),
                outcome("4", "Deals of a window that ends tomorrow", "answered", scene -> deals(scene, -DAY, DAY)),
                outcome(
                        "4",
                        "Deals of a window that is upside down",
                        "INCORRECT_BOUNDARIES",
                        scene -> deals(scene, 0, -DAY)),
                outcome(
                        "4, 11.5",
                        "Orders of two weeks",
                        "answered",
                        scene -> ProtoOAOrderListReq.newBuilder()
                                .setCtidTraderAccountId(scene.accountId())
                                .setFromTimestamp(now() - 14 * DAY)
                                .setToTimestamp(now())
                                .build()),
                outcome(
                        "4",
                        "Cash flow of two weeks",
                        "INCORRECT_BOUNDARIES",
                        scene -> ProtoOACashFlowHistoryListReq.newBuilder()
                                .setCtidTraderAccountId(scene.accountId())
                                .setFromTimestamp(now() - 14 * DAY)
                                .setToTimestamp(now())
                                .build()),
                outcome("4, 12", "Ticks of two weeks", "answered", scene -> ticks(scene, 14 * DAY)),
                new Question(
                        "4, 5.3",
                        "The last 3 bars of a minute in ten days",
                        "3, ascending, without period, with deltaClose, with the old timestamp, hasMore true",
                        HistoryQuestions::bars),
                new Question(
                        "5.4",
                        "Ticks of an hour",
                        "newest first, times and prices as differences",
                        HistoryQuestions::chain),
                outcome(
                        "2.4",
                        "Deals of a position that does not exist",
                        "answered",
                        scene -> ProtoOADealListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(scene.accountId())
                                .setPositionId(NOTHING)
                                .setFromTimestamp(now() - DAY)
                                .setToTimestamp(now())
                                .build()),
                new Question(
                        "2.4",
                        "Details of an order that does not exist",
                        "ORDER_NOT_FOUND: Order N not found or not belong to trader N",
                        scene -> SessionQuestions.told(scene.authorised()
                                .ask(ProtoOAOrderDetailsReq.newBuilder()
                                        .setCtidTraderAccountId(scene.accountId())
                                        .setOrderId(NOTHING)
                                        .build()))),
                outcome(
                        "2.4",
                        "A dynamic leverage that does not exist",
                        "ENTITY_NOT_FOUND",
                        scene -> ProtoOAGetDynamicLeverageByIDReq.newBuilder()
                                .setCtidTraderAccountId(scene.accountId())
                                .setLeverageId(NOTHING)
                                .build()));
    }

    /** Makes a request for a scene. */
    @FunctionalInterface
    private interface Maker {
        Message make(ProbeHarness scene) throws ProbeException;
    }

    private static Question outcome(String section, String statement, String simulated, Maker maker) {
        return new Question(
                section,
                statement,
                simulated,
                scene -> SessionQuestions.outcome(scene.authorised(), maker.make(scene)));
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static Message deals(ProbeHarness scene, long from, long to) {
        return ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setFromTimestamp(now() + from)
                .setToTimestamp(now() + to)
                .build();
    }

    private static Message ticks(ProbeHarness scene, long length) throws ProbeException {
        return ProtoOAGetTickDataReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setSymbolId(scene.symbol().getSymbolId())
                .setType(ProtoOAQuoteType.BID)
                .setFromTimestamp(now() - length)
                .setToTimestamp(now())
                .build();
    }

    @SuppressWarnings("deprecation") // whether the old field is still filled is part of the question
    private static String bars(ProbeHarness scene) throws ProbeException {
        ProtoOAGetTrendbarsRes answer = scene.ask(
                ProtoOAGetTrendbarsReq.newBuilder()
                        .setCtidTraderAccountId(scene.accountId())
                        .setSymbolId(scene.symbol().getSymbolId())
                        .setPeriod(ProtoOATrendbarPeriod.M1)
                        .setFromTimestamp(now() - 10 * DAY)
                        .setToTimestamp(now())
                        .setCount(3)
                        .build(),
                ProtoOAGetTrendbarsRes.class);
        List<ProtoOATrendbar> bars = answer.getTrendbarList();
        List<ProtoOATrendbar> ascending = new ArrayList<>(bars);
        ascending.sort(Comparator.comparingInt(ProtoOATrendbar::getUtcTimestampInMinutes));
        return bars.size()
                + (bars.equals(ascending) ? ", ascending" : ", not ascending")
                + (bars.stream().anyMatch(ProtoOATrendbar::hasPeriod) ? ", with period" : ", without period")
                + (bars.stream().allMatch(ProtoOATrendbar::hasDeltaClose)
                        ? ", with deltaClose"
                        : ", without deltaClose")
                + (answer.hasTimestamp() ? ", with the old timestamp" : ", without the old timestamp")
                + ", hasMore " + answer.getHasMore();
    }

    private static String chain(ProbeHarness scene) throws ProbeException {
        ProtoOAGetTickDataRes answer = scene.ask(ticks(scene, DAY / 24), ProtoOAGetTickDataRes.class);
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
