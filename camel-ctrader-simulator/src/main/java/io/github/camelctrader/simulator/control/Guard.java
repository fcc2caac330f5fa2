package io.github.camelctrader.simulator.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may control a simulator: those who know its token. Without one, which is for loopback alone, all programs of the machine; but no page of a
 * browser, be it by a request of its own or by a host name that it makes point here.
 */
final class Guard {
    private static final Pattern HERE = Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+\\])(:\\d+)?");
    private static final String SCHEME = "Bearer ";

    private final @Nullable String token;

    Guard(@Nullable String token) {
        this.token = token;
    }

    /**
     * Why somebody may not.
     *
     * @param authorization header of that name
     * @param host likewise
     * @param origin likewise
     * @return a refusal, or nothing
     */
    Optional<Answer> refuse(@Nullable String authorization, @Nullable String host, @Nullable String origin) {
        String known = token;
        if (known != null) {
            boolean given = authorization != null
                    && authorization.startsWith(SCHEME)
                    && equal(known, authorization.substring(SCHEME.length()).strip());
            return given
                    ? Optional.empty()
                    : Optional.of(Answer.refused(401, "needs a header Authorization: Bearer TOKEN"));
        }
        if (origin != null || (host != null && !HERE.matcher(host).matches())) {
            return Optional.of(Answer.refused(
                    403,
                    "pages of a browser and other names than localhost need --control-token and a header with it"));
        }
        return Optional.empty();
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
