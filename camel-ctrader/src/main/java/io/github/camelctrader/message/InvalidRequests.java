package io.github.camelctrader.message;

import io.github.camelctrader.client.InvalidRequestException;
import java.util.Set;

/** Describes a refused value so that it can be found and corrected, without ever showing a secret. */
public final class InvalidRequests {
    private static final int SHOWN = 100;
    private static final Set<String> SECRETS = Set.of("clientId", "clientSecret", "accessToken", "refreshToken");

    private InvalidRequests() {}

    /**
     * @param path the field, with the fields that hold it in front
     */
    public static InvalidRequestException refuse(String path, Object value, String rule) {
        return new InvalidRequestException(path, shown(path, value), rule);
    }

    /**
     * @param reason the exception that showed the value to be invalid; added as a suppressed one, since the refusal says all that matters
     */
    public static InvalidRequestException refuse(String path, Object value, String rule, Exception reason) {
        InvalidRequestException refused = refuse(path, value, rule);
        refused.addSuppressed(reason);
        return refused;
    }

    private static String shown(String path, Object value) {
        if (SECRETS.contains(path)) {
            return "(secret)";
        }
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
