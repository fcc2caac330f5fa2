package io.github.camelctrader.message;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.InvalidRequestException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Periods of bars by their names. */
public final class TrendbarPeriods {
    private TrendbarPeriods() {}

    /**
     * Reads the comma-separated option.
     *
     * @return empty when the option is not set
     * @throws InvalidRequestException on a name that no period has, listing those that there are
     */
    public static Set<ProtoOATrendbarPeriod> parse(@Nullable String option) {
        Set<ProtoOATrendbarPeriod> periods = EnumSet.noneOf(ProtoOATrendbarPeriod.class);
        if (option != null && !option.isBlank()) {
            for (String item : CommaSeparated.items("trendbars", option)) {
                periods.add(period(item));
            }
        }
        return periods;
    }

    private static ProtoOATrendbarPeriod period(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(ProtoOATrendbarPeriod.values())
                .filter(period -> period.name().equals(upper))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "trendbars", name, "must be one of " + Arrays.toString(ProtoOATrendbarPeriod.values())));
    }
}
