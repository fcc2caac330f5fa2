package io.github.camelctrader.simulator.trading;

/** A trade request that changes nothing; the client gets it as an order error. */
public final class TradeRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String errorCode;
    private final long orderId;
    private final long positionId;

    /**
     * @param errorCode code of the Open API; both of its lists of codes are used
     * @param description what the client reads
     */
    public TradeRefusedException(Enum<?> errorCode, String description) {
        this(errorCode, description, 0, 0);
    }

    TradeRefusedException(Enum<?> errorCode, String description, long orderId, long positionId) {
        super(description, null, false, false);
        this.errorCode = errorCode.name();
        this.orderId = orderId;
        this.positionId = positionId;
    }

    /** Name of the code, as it goes over the wire. */
    public String errorCode() {
        return errorCode;
    }

    /** What the client reads. */
    public String description() {
        return String.valueOf(getMessage());
    }

    /** The order it is about, 0 for none. */
    public long orderId() {
        return orderId;
    }

    /** The position it is about, 0 for none. */
    public long positionId() {
        return positionId;
    }
}
