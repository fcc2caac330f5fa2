package io.github.camelctrader;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;

/** Notes what it is told. */
final class RecordingExceptionHandler implements ExceptionHandler {
    private final List<Throwable> told;

    RecordingExceptionHandler(List<Throwable> told) {
        this.told = told;
    }

    @Override
    public void handleException(Throwable exception) {
        told.add(exception);
    }

    @Override
    public void handleException(@Nullable String message, Throwable exception) {
        told.add(exception);
    }

    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
        told.add(exception);
    }
}
