package io.github.camelctrader.simulator.probe;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.math.BigDecimal;
import java.util.List;

/** Stop losses and take profits of open positions. */
final class ProtectionQuestions {
    private final ProbeTrades trades;

    ProtectionQuestions(ProbeTrades trades) {
        this.trades = trades;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.4, 7",
                        "Amendment of protection to what it is",
                        "INVALID_REQUEST: Nothing to amend.",
                        harness -> amended(both(trades.opened(true)))),
                new Question(
                        "2.4",
                        "First protection of an open position",
                        "ORDER_ACCEPTED with stopLoss, with takeProfit",
                        harness -> {
                            ProtoOAPosition position = trades.opened(false);
                            return amended(of(position)
                                    .setStopLoss(near(position, "0.99"))
                                    .setTakeProfit(near(position, "1.01")));
                        }),
                new Question(
                        "5.7",
                        "Amendment of protection that leaves the take profit out",
                        "ORDER_REPLACED with stopLoss, without takeProfit",
                        harness -> {
                            ProtoOAPosition position = trades.opened(true);
                            return amended(of(position).setStopLoss(position.getStopLoss()));
                        }),
                new Question(
                        "5.7",
                        "Amendment of protection that leaves the stop loss out",
                        "ORDER_REPLACED without stopLoss, with takeProfit",
                        harness -> {
                            ProtoOAPosition position = trades.opened(true);
                            return amended(of(position).setTakeProfit(position.getTakeProfit()));
                        }),
                new Question(
                        "2.4, 5.7",
                        "Amendment of protection that leaves both out",
                        "ORDER_CANCELLED without stopLoss, without takeProfit",
                        harness -> amended(of(trades.opened(true)))),
                new Question(
                        "5.7",
                        "Amendment of a trailing stop loss that leaves the flag out",
                        "still trailing",
                        harness -> trailing()),
                new Question(
                        "5.7",
                        "Amendment that says not to trail, without a stop loss",
                        "INVALID_REQUEST: trailingStopLoss and guaranteedStopLoss need a stopLoss",
                        harness -> {
                            ProtoOAPosition position = trades.opened(true);
                            return amended(of(position)
                                    .setTakeProfit(position.getTakeProfit())
                                    .setTrailingStopLoss(false));
                        }),
                new Question(
                        "2.5",
                        "Take profit of a buy below the market",
                        "TRADING_BAD_STOPS: New TP for BUY position should be >= current BID price. current BID: N, TP: N",
                        harness -> {
                            ProtoOAPosition position = trades.opened(true);
                            return amended(of(position).setTakeProfit(near(position, "0.97")));
                        }));
    }

    private ProtoOAAmendPositionSLTPReq.Builder of(ProtoOAPosition position) {
        return ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(trades.harness().accountId())
                .setPositionId(position.getPositionId());
    }

    private ProtoOAAmendPositionSLTPReq.Builder both(ProtoOAPosition position) {
        return of(position).setStopLoss(position.getStopLoss()).setTakeProfit(position.getTakeProfit());
    }

    /** A part of the present price; the position is not needed but makes sure that there is one. */
    private double near(ProtoOAPosition position, String part) throws ProbeException {
        if (position.getPositionId() == 0) {
            throw new ProbeException("no position");
        }
        return trades.price(new BigDecimal(part), 0).doubleValue();
    }

    private String amended(ProtoOAAmendPositionSLTPReq.Builder request) throws ProbeException {
        Reply reply = ProbeTrades.last(trades.trade(request.build(), any -> true));
        return reply.as(ProtoOAExecutionEvent.class)
                .map(ProtoOAExecutionEvent::getPosition)
                .map(position -> reply.outcome() + " "
                        + Answers.with(position.hasStopLoss(), "stopLoss") + ", "
                        + Answers.with(position.hasTakeProfit(), "takeProfit"))
                .orElse(Answers.describe(reply));
    }

    private String trailing() throws ProbeException {
        ProtoOAPosition position = trades.opened(true);
        Reply trails = ProbeTrades.last(
                trades.trade(both(position).setTrailingStopLoss(true).build(), any -> true));
        ProtoOAPosition trailed = ProbeTrades.event(trails).getPosition();
        Reply replaced = ProbeTrades.last(
                trades.trade(of(trailed).setStopLoss(trailed.getStopLoss()).build(), any -> true));
        return ProbeTrades.event(replaced).getPosition().getTrailingStopLoss() ? "still trailing" : "not trailing";
    }
}
