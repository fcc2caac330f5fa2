package io.github.camelctrader.client.wire;

/** What came in is no frame of this protocol, so nothing behind it can be read either. */
public class FrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }
}
