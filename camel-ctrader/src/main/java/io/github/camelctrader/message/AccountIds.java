package io.github.camelctrader.message;

import io.github.camelctrader.client.InvalidRequestException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code ctidTraderAccountId}s as options and headers give them. */
public final class AccountIds {
    private static final String OPTION = "accountId";
    private static final String RULE = "must be a ctidTraderAccountId, a whole number above 0";

    private AccountIds() {}

    /**
     * Reads the comma-separated ids of the option, in order and each one once.
     *
     * @return empty when the option is not set
     */
    public static Set<Long> parse(@Nullable String option) {
        Set<Long> ids = new LinkedHashSet<>();
        if (option != null && !option.isBlank()) {
            for (String item : option.split(",", -1)) {
                ids.add(of(OPTION, item));
            }
        }
        return ids;
    }

    /**
     * The one id of a producer's option.
     *
     * @return null when the option is not set
     */
    public static @Nullable Long single(@Nullable String option) {
        Set<Long> ids = parse(option);
        if (ids.size() > 1) {
            throw new InvalidRequestException(
                    OPTION, String.valueOf(option), "a producer takes one account; only a consumer may list several");
        }
        return ids.isEmpty() ? null : ids.iterator().next();
    }

    /**
     * Reads one id.
     *
     * @param name the option or header that it comes from
     * @param value a number or its decimal text
     */
    public static long of(String name, Object value) {
        String text = value.toString().trim();
        long id;
        try {
            id = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw InvalidRequests.refuse(name, text, RULE, e);
        }
        if (id <= 0) {
            throw InvalidRequests.refuse(name, text, RULE);
        }
        return id;
    }
}
