package io.github.camelctrader.header;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Environment;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;

/**
 * The message of an event. Its headers are computed when one is read, and become a map only where a map is needed: most routes read
 * none or few of them, and a map of all takes longer to make than everything else about a quote.
 */
public final class EventMessage extends DefaultMessage {
    private final Environment environment;
    private @Nullable ClientEvent event;
    private @Nullable HeaderRow row;
    /** From then on the map has the headers. */
    private boolean mapped;

    public EventMessage(CamelContext context, Environment environment, ClientEvent event) {
        super(context);
        this.environment = environment;
        this.event = event;
        setBody(event.body());
    }

    @Override
    public @Nullable Object getHeader(String name) {
        return mapped ? super.getHeader(name) : row().get(name);
    }

    @Override
    public Object getHeader(String name, Object defaultValue) {
        Object value = getHeader(name);
        return value == null ? defaultValue : value;
    }

    @Override
    public Object getHeader(String name, Supplier<Object> defaultValueSupplier) {
        Object value = getHeader(name);
        return value == null ? defaultValueSupplier.get() : value;
    }

    @Override
    public <T> @Nullable T getHeader(String name, Class<T> type) {
        Object value = mapped ? null : row().get(name);
        if (value == null && !mapped && !type.isPrimitive()) {
            return null;
        }
        return type.isInstance(value) ? type.cast(value) : super.getHeader(name, type);
    }

    @Override
    public <T> @Nullable T getHeader(String name, @Nullable Object defaultValue, Class<T> type) {
        Object value = mapped ? null : row().get(name);
        return type.isInstance(value) ? type.cast(value) : super.getHeader(name, defaultValue, type);
    }

    @Override
    public <T> @Nullable T getHeader(String name, Supplier<Object> defaultValueSupplier, Class<T> type) {
        Object value = mapped ? null : row().get(name);
        return type.isInstance(value) ? type.cast(value) : super.getHeader(name, defaultValueSupplier, type);
    }

    /** Every event has some. */
    @Override
    public boolean hasHeaders() {
        return !mapped || super.hasHeaders();
    }

    @Override
    public void setHeaders(Map<String, Object> headers) {
        mapped = true;
        super.setHeaders(headers);
    }

    @Override
    protected boolean isPopulateHeadersSupported() {
        return !mapped;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> map) {
        if (!mapped) {
            mapped = true;
            row().putInto(map);
        }
    }

    /** Where exchanges are pooled, nothing of the event remains in this message. */
    @Override
    public void reset() {
        mapped = true;
        event = null;
        row = null;
        super.reset();
    }

    private HeaderRow row() {
        HeaderRow present = row;
        if (present == null) {
            ClientEvent source = event;
            present = source == null ? new HeaderRow() : EventHeaders.of(environment, source);
            row = present;
        }
        return present;
    }
}
