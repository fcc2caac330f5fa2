package io.github.camelctrader.springboot;

import io.github.camelctrader.client.InvalidRequestException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what the component refused at start, such as credentials that are missing, in place of a stack trace. */
final class RefusedOptionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRequestException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRequestException cause) {
        return new FailureAnalysis(
                "The cTrader component cannot start: " + cause.getMessage(),
                "Mend " + cause.getField() + ". Options of the component are set by "
                        + CTraderComponentConfiguration.PREFIX
                        + ".* in the configuration of the application, others in the URI of the route.",
                cause);
    }
}
