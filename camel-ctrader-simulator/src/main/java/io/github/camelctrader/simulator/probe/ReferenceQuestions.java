package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.Answers.outcome;

import com.xtrader.protocol.openapi.v2.ProtoOAGetDynamicLeverageByIDReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionRes;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeSubscribeReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeUnSubscribeReq;
import java.util.List;

/** Symbols, assets and what belongs to an account. */
final class ReferenceQuestions {
    private static final int MANY = 100;
    private static final long NOTHING = 999_999_999_999L;

    private ReferenceQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "2.4, 4",
                        "Details of up to " + MANY + " symbols in one request",
                        "all of them",
                        ReferenceQuestions::details),
                new Question(
                        "2.4, 8",
                        "Details of a symbol that does not exist",
                        "SYMBOL_NOT_FOUND",
                        harness -> outcome(
                                harness.authorised(),
                                ProtoOASymbolByIdReq.newBuilder()
                                        .setCtidTraderAccountId(harness.accountId())
                                        .addSymbolId(NOTHING)
                                        .build())),
                new Question("2.4", "Conversion of an asset into itself", "no symbols", ReferenceQuestions::conversion),
                new Question(
                        "2.4",
                        "A dynamic leverage that does not exist",
                        "ENTITY_NOT_FOUND",
                        harness -> outcome(
                                harness.authorised(),
                                ProtoOAGetDynamicLeverageByIDReq.newBuilder()
                                        .setCtidTraderAccountId(harness.accountId())
                                        .setLeverageId(NOTHING)
                                        .build())),
                new Question(
                        "2.4",
                        "Rows of the list of margin calls",
                        "3",
                        harness -> String.valueOf(harness.ask(
                                        ProtoOAMarginCallListReq.newBuilder()
                                                .setCtidTraderAccountId(harness.accountId())
                                                .build(),
                                        ProtoOAMarginCallListRes.class)
                                .getMarginCallCount())),
                new Question(
                        "0, 2.4",
                        "Subscription of open profit (2190, withdrawn from the schema), and its end (2192)",
                        "answered, then answered",
                        harness -> outcome(
                                        harness.authorised(),
                                        ProtoOAv1PnLChangeSubscribeReq.newBuilder()
                                                .setCtidTraderAccountId(harness.accountId())
                                                .build())
                                + ", then "
                                + outcome(
                                        harness.authorised(),
                                        ProtoOAv1PnLChangeUnSubscribeReq.newBuilder()
                                                .setCtidTraderAccountId(harness.accountId())
                                                .build())));
    }

    private static String details(ProbeHarness harness) throws ProbeException {
        List<Long> ids = harness.symbolIds(MANY);
        int rows = harness.ask(
                        ProtoOASymbolByIdReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .addAllSymbolId(ids)
                                .build(),
                        ProtoOASymbolByIdRes.class)
                .getSymbolCount();
        return rows == ids.size() ? "all of them" : rows + " of " + ids.size();
    }

    private static String conversion(ProbeHarness harness) throws ProbeException {
        long asset = harness.trader().getDepositAssetId();
        int symbols = harness.ask(
                        ProtoOASymbolsForConversionReq.newBuilder()
                                .setCtidTraderAccountId(harness.accountId())
                                .setFirstAssetId(asset)
                                .setLastAssetId(asset)
                                .build(),
                        ProtoOASymbolsForConversionRes.class)
                .getSymbolCount();
        return symbols == 0 ? "no symbols" : "some symbols";
    }
}
