package io.github.camelctrader.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes the settings that keep two users from sharing one connection. */
final class SettingDifferences {
    private static final Set<String> HIDDEN =
            Set.of("clientId", "clientSecret", "sslContextParameters", "proxyUsername", "proxyPassword");
    /** Each request has a timeout of its own, so that endpoints which differ in it share a connection. */
    private static final Set<String> SHAREABLE = Set.of("requestTimeout");

    private SettingDifferences() {}

    /** One line for each option that differs, with both values, those of secrets masked. */
    static List<String> between(Map<String, @Nullable Object> here, Map<String, @Nullable Object> there) {
        List<String> differences = new ArrayList<>();
        here.forEach((option, mine) -> {
            Object theirs = there.get(option);
            if (!SHAREABLE.contains(option) && !Objects.equals(mine, theirs)) {
                differences.add(difference(option, mine, theirs));
            }
        });
        return differences;
    }

    private static String difference(String option, @Nullable Object mine, @Nullable Object theirs) {
        if (mine instanceof OutcomeSettings one
                && theirs instanceof OutcomeSettings other
                && one.withAbsenceGrace(other.absenceGrace()).equals(other)) {
            return difference("orderAbsenceGrace", one.absenceGrace(), other.absenceGrace());
        }
        return HIDDEN.contains(option)
                ? option + " differs (values not shown)"
                : option + " = " + mine + " here but " + theirs + " there";
    }
}
