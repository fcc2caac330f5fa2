package io.github.camelctrader.client;

/** An option, header or field was refused in this process, before anything was sent. */
public class InvalidRequestException extends CTraderException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the option, header or field refused
     * @param value its value as shown to the user; never pass a secret
     * @param rule what the value must be
     */
    public InvalidRequestException(String field, Object value, String rule) {
        super(field + " = " + value + ": " + rule, Retryability.AFTER_FIX, null);
        this.field = field;
    }

    /** The name of the option, header or field that was refused. */
    public String getField() {
        return field;
    }
}
