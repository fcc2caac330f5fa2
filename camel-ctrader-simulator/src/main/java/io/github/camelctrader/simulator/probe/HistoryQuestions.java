package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACashFlowHistoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import java.util.List;

/** Windows and errors of an account's past. */
final class HistoryQuestions {
    static final long DAY = 86_400_000;
    private static final long NOTHING = 999_999_999_999L;
    private static final long END_OF_TIME = 2_147_483_646_000L;
    private static final String BOUNDARIES = "INCORRECT_BOUNDARIES";

    private HistoryQuestions() {}

    static List<Question> all() {
        return List.of(
                outcome("4, 11.5", "Deals of two weeks", Answers.ANSWERED, harness -> deals(harness, -14 * DAY, 0)),
                outcome(
                        "4, 12",
                        "Deals of a window that ends tomorrow",
                        Answers.ANSWERED,
                        harness -> deals(harness, -DAY, DAY)),
                outcome("4", "Deals of a window that is upside down", BOUNDARIES, harness -> deals(harness, 0, -DAY)),
                outcome(
                        "4, 11.5",
                        "Deals without a window",
                        Answers.ANSWERED,
                        harness -> ProtoOADealListReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .build()),
                outcome("4, 11.5", "Orders of two weeks", Answers.ANSWERED, harness -> orders(harness, -14 * DAY, 0)),
                outcome(
                        "4",
                        "Orders of a window that ends tomorrow",
                        Answers.ANSWERED,
                        harness -> orders(harness, -DAY, DAY)),
                outcome(
                        "2.4, 4",
                        "Cash flow of two weeks",
                        BOUNDARIES,
                        harness -> ProtoOACashFlowHistoryListReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .setFromTimestamp(now() - 14 * DAY)
                                .setToTimestamp(now())
                                .build()),
                outcome(
                        "2.4",
                        "Deals of a position that does not exist",
                        Answers.ANSWERED,
                        harness -> ProtoOADealListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .setPositionId(NOTHING)
                                .setFromTimestamp(now() - DAY)
                                .setToTimestamp(now())
                                .build()),
                outcome(
                        "12",
                        "Deals of a position in a window from 1970 to 2038",
                        BOUNDARIES,
                        harness -> ProtoOADealListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .setPositionId(NOTHING)
                                .setFromTimestamp(0)
                                .setToTimestamp(END_OF_TIME)
                                .build()),
                outcome(
                        "4, 11.5",
                        "Orders of a position that does not exist, without a window",
                        Answers.ANSWERED,
                        harness -> ProtoOAOrderListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .setPositionId(NOTHING)
                                .build()),
                new Question(
                        "2.4, 12",
                        "Details of an order that does not exist",
                        "ORDER_NOT_FOUND: Order N not found or not belong to trader N",
                        harness -> Answers.describe(harness.authorised()
                                .ask(ProtoOAOrderDetailsReq.newBuilder()
                                        .setCtidTraderAccountId(harness.accountId())
                                        .setOrderId(NOTHING)
                                        .build()))));
    }

    /** Makes a request. */
    @FunctionalInterface
    interface Maker {
        Message make(ProbeHarness harness) throws ProbeException;
    }

    static Question outcome(String section, String statement, String simulated, Maker maker) {
        return new Question(
                section, statement, simulated, harness -> Answers.outcome(harness.authorised(), maker.make(harness)));
    }

    /** The time of this machine, in Unix ms. */
    static long now() {
        return System.currentTimeMillis();
    }

    private static Message deals(ProbeHarness harness, long from, long to) {
        return ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setFromTimestamp(now() + from)
                .setToTimestamp(now() + to)
                .build();
    }

    private static Message orders(ProbeHarness harness, long from, long to) {
        return ProtoOAOrderListReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setFromTimestamp(now() + from)
                .setToTimestamp(now() + to)
                .build();
    }
}
