package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.ProbeTrades.event;
import static io.github.camelctrader.simulator.probe.ProbeTrades.last;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import java.util.List;
import java.util.Map;

/** What is refused, and what is written on orders. */
final class OrderErrorQuestions {
    private static final long NOTHING = 999_999_999_999L;
    private static final int MAX_LABEL = 100;
    private static final int MAX_COMMENT = 512;

    private final ProbeTrades trades;

    OrderErrorQuestions(ProbeTrades trades) {
        this.trades = trades;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.5, 5.6",
                        "Volume below the least",
                        "TRADING_BAD_VOLUME: Order volume N is smaller than group minVolume=N.",
                        harness -> Answers.describe(trades.placed(
                                trades.resting().setVolume(harness.symbol().getMinVolume() - 1)))),
                new Question("5.6", "Volume off the step", "TRADING_BAD_VOLUME", harness -> {
                    if (harness.symbol().getStepVolume() <= 1) {
                        throw new UnaskableException("every volume is on the step of the symbol");
                    }
                    return trades.placed(
                                    trades.resting().setVolume(harness.symbol().getMinVolume() + 1))
                            .outcome();
                }),
                new Question(
                        "2.5, 12",
                        "Cancel of an order that does not exist",
                        "ORDER_NOT_FOUND: Order not found with id N, names the order",
                        harness -> named(trades.trade(trades.cancel(NOTHING), Reply::isError))),
                new Question(
                        "2.5",
                        "Close of a position that does not exist",
                        "POSITION_NOT_FOUND: Position not found with id N, names nothing",
                        Map.of(
                                "POSITION_NOT_FOUND: Position not found with id N, names the position",
                                "ORDER_ERRORS_NAME_IDS"),
                        harness -> named(trades.trade(
                                trades.close(NOTHING, harness.symbol().getMinVolume()), Reply::isError))),
                new Question(
                        "8",
                        "Order on a connection whose account is not authorised",
                        "ErrorRes INVALID_REQUEST: Trading account is not authorized",
                        harness -> Answers.alone(harness.withApplication(), client -> {
                            Reply reply = client.ask(trades.resting().build());
                            return reply.name() + " " + Answers.describe(reply);
                        })),
                new Question(
                        "7, 11.1",
                        "Second order with the same clientOrderId",
                        "ORDER_ACCEPTED",
                        Map.of("INVALID_REQUEST", "DUPLICATE_CLIENT_ORDER_ID_REFUSED"),
                        harness -> {
                            String own = "probe-" + System.currentTimeMillis();
                            trades.placed(trades.resting().setClientOrderId(own));
                            return trades.placed(trades.resting().setClientOrderId(own))
                                    .outcome();
                        }),
                new Question(
                        "4, 7",
                        "Longest comment that is allowed, and spaces around it",
                        "comes back as it was sent",
                        harness -> texts(trades.order(ProtoOAOrderType.LIMIT).getLabel())),
                new Question("7", "Label with spaces around it", "comes back as it was sent", harness -> {
                    String label = " " + trades.resting().getLabel() + " ";
                    ProtoOAOrder order = event(trades.placed(trades.resting().setLabel(label)))
                            .getOrder();
                    return returned(label, order.getTradeData().getLabel());
                }),
                new Question(
                        "4, 7",
                        "Label of " + (MAX_LABEL + 1) + " characters",
                        "INVALID_REQUEST",
                        harness -> trades.placed(trades.resting().setLabel("x".repeat(MAX_LABEL + 1)))
                                .outcome()));
    }

    private String texts(String label) throws ProbeException {
        String comment = " " + "x".repeat(MAX_COMMENT - 2) + " ";
        ProtoOAOrder order = event(
                        trades.placed(trades.resting().setLabel(label).setComment(comment)))
                .getOrder();
        return returned(comment, order.getTradeData().getComment());
    }

    private static String returned(String sent, String got) {
        if (got.equals(sent)) {
            return "comes back as it was sent";
        }
        return got.equals(sent.strip())
                ? "comes back trimmed"
                : sent.startsWith(got) ? "comes back cut" : "comes back otherwise";
    }

    private static String named(List<Reply> replies) {
        Reply error = last(replies);
        String names = error.as(ProtoOAOrderErrorEvent.class)
                .map(event -> event.getOrderId() == NOTHING
                        ? "the order"
                        : event.getPositionId() == NOTHING ? "the position" : "nothing")
                .orElse("nothing");
        return Answers.describe(error) + ", names " + names;
    }
}
