package io.github.camelctrader.simulator.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks all questions in their order, and says of those that are not asked this time why. */
final class ProbeQuestions {
    private final ProbeOptions options;
    private final ProbeHarness harness;
    private final ProbeReport report;
    private final ProbeTrades trades;

    ProbeQuestions(ProbeOptions options, ProbeHarness harness, ProbeReport report) {
        this.options = options;
        this.harness = harness;
        this.report = report;
        trades = new ProbeTrades(harness);
    }

    /**
     * Asks what the options allow.
     *
     * @throws ProbeException when trading is wanted and must not be
     */
    void ask() throws ProbeException, IOException {
        if (options.trade()) {
            trades.check();
        }
        try (SilenceQuestions silence = new SilenceQuestions()) {
            if (options.idle()) {
                silence.begin(harness);
            }
            plain().forEach(this::ask);
            if (options.jsonPort() > 0) {
                new JsonQuestions(options.jsonPort()).all().forEach(this::ask);
            } else {
                leave(new JsonQuestions(0).all(), "needs --json-port");
            }
            if (options.trade()) {
                trading().forEach(this::trade);
                ask(left());
            } else {
                leave(trading(), "is about orders; --trade asks it, on a demo account");
            }
            if (options.idle()) {
                silence.all().forEach(this::ask);
            } else {
                leave(silence.all(), "takes up to three minutes; --idle asks it");
            }
        }
        ask(new Question(
                "0",
                "Fields and messages that no published schema has, in all that came",
                "none",
                any -> any.unknown().names()));
    }

    private static List<Question> plain() {
        List<Question> questions = new ArrayList<>();
        questions.addAll(LinkQuestions.all());
        questions.addAll(WebSocketQuestions.all());
        questions.addAll(SessionQuestions.all());
        questions.addAll(ReferenceQuestions.all());
        questions.addAll(MarketQuestions.all());
        questions.addAll(StreamQuestions.all());
        questions.addAll(HistoryQuestions.all());
        questions.addAll(BarQuestions.all());
        return questions;
    }

    private List<Question> trading() {
        List<Question> questions = new ArrayList<>();
        questions.addAll(new TradeQuestions(trades).all());
        questions.addAll(new ProtectionQuestions(trades).all());
        questions.addAll(new OrderQuestions(trades).all());
        questions.addAll(new OrderErrorQuestions(trades).all());
        questions.addAll(new AfterwardsQuestions(trades).all());
        return questions;
    }

    private Question left() {
        return new Question(
                "-", "Orders and positions that the probe left behind", "0", any -> String.valueOf(trades.cleanUp()));
    }

    private void ask(Question question) {
        if (!isWanted(question)) {
            return;
        }
        try {
            report.add(question, question.asker().ask(harness));
        } catch (UnaskableException e) {
            report.leave(question, String.valueOf(e.getMessage()));
        } catch (ProbeException e) {
            report.add(question, String.valueOf(e.getMessage()));
        }
    }

    /** Asks, and ends at once what was opened for it; what cannot be ended is told by the last question. */
    private void trade(Question question) {
        if (!isWanted(question)) {
            return;
        }
        ask(question);
        try {
            trades.cleanUp();
        } catch (ProbeException e) {
            report.add(left(), String.valueOf(e.getMessage()));
        }
    }

    private void leave(List<Question> questions, String reason) {
        questions.stream().filter(this::isWanted).forEach(question -> report.leave(question, reason));
    }

    private boolean isWanted(Question question) {
        return question.statement()
                .toLowerCase(Locale.ROOT)
                .contains(options.only().toLowerCase(Locale.ROOT));
    }
}
